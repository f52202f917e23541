"""Books of awkward cases, for reports."""

AWKWARD = {
    "deals/wide.yaml": """
        name: 北京一家名字非常非常长的人工智能与机器人技术研究开发有限责任公司暨全资子公司集团
        names: {en: A Name}
        sectors: [robots]
        deals:
          - {id: a, date: 2020-05-13, status: completed, amount: 数千万人民币, investors: [红杉资本中国基金, 高瓴资本], sources: [a]}
          - {id: b, date: 2020-05-14, status: announced, round: a+, amount: undisclosed, sources: [a]}
          - {id: c, date: 2020-05-15, status: completed, round: b, amount: over CNY 1bn, leads: [高瓴资本], sources: [a]}
          - {id: d, date: 2020-05-18, status: completed, round: c, sources: [a]}
          - {id: e, date: 2020-05-19, status: completed, round: strategic, amount: about JPY 300m, sources: [a]}
          - {id: f, date: 2020-05-19, status: completed, kind: debt, amount: CNY 10m, sources: [a]}
          - {id: g, date: 2020-05-20, status: terminated, kind: acquisition, amount: up to CNY 9bn, from: A Buyer, sources: [a]}
        """,
    "deals/none.yaml": """
        name: Nothing Inc
        sectors: [robots]
        """,
    "deals/hostile.yaml": r"""
        name: "=cmd() [red]Evil[/red]"
        aliases: ["<img src=x onerror=alert(1)>"]
        deals:
          - id: a
            date: 2020-05-13
            status: completed
            label: "a | b\n::error::x \e[31mred\e[0m"
            amount: USD 1m
            investors: ["@SUM(A1)", "+1", "`code` *bold* [link](x)"]
            sources: [a]
        notes: "\u202Eevil"
        """,
    "deals/withheld.yaml": """
        name: Withheld
        deals:
          - {id: a, date: 2020-05-13, status: completed, amount: undisclosed, sources: [a]}
          - {id: b, date: 2020-05-14, status: completed, amount: 未透露人民币, sources: [a]}
        """,
    "deals/mistyped.yaml": """
        name: Mistyped
        deals:
          - {id: a, date: 2020-05-13, status: completed, amount: CNY 500m, equivalent: USD 700m, sources: [a]}
          - {id: b, date: 1998, status: completed, amount: CNY 5m, sources: [a]}
        """,
}

UNRECONCILED = {
    "deals/exceeded.yaml": """
        name: Exceeded
        deals:
          - {id: a, date: 2020-05-12, status: completed, round: a, amount: CNY 300m, sources: [a]}
          - {id: b, date: 2020-05-13, status: completed, round: b, amount: USD 50m, equivalent: CNY 355m, sources: [a]}
          - {id: c, date: 2020-05-14, status: completed, round: c, amount: CNY 1bn, sources: [a]}
          - {id: d, date: 2020-05, status: completed, round: d, amount: CNY 9bn, sources: [a]}
        totals:
          - {date: 2020-05-14, amount: CNY 1.3bn, rounds: 2, by: A Paper, sources: [a]}
        """,
    "deals/withheld.yaml": """
        name: Withheld
        deals:
          - {id: a, date: 2018, status: completed, round: a, amount: undisclosed, sources: [a]}
          - {id: b, date: 2019-Q2, status: completed, round: b, sources: [a]}
          - {id: c, date: 2020-05-12, status: completed, round: c, amount: USD 20m-30m, sources: [a]}
          - {id: d, date: 2020-05-12, status: terminated, round: d, amount: USD 70m, sources: [a]}
          - {id: e, date: 2020-05-12, status: completed, kind: debt, amount: USD 25m, sources: [a]}
        totals:
          - {date: 2020-05-14, amount: over USD 100m, rounds: 5, sources: [a]}
          - {date: 2020-05-14, amount: USD 25m, by: Another, sources: [a]}
          - {date: 2020-05-14, amount: USD 1bn, standing: target, sources: [a]}
        """,
    "deals/unreconciled.yaml": """
        name: Without Rates
        deals:
          - {id: a, date: 1998, status: completed, round: a, amount: CNY 300m, equivalent: USD 36m, sources: [a]}
        totals:
          - {date: 2020-05-14, amount: USD 100m, sources: [a]}
        """,
    "deals/open.yaml": """
        name: Open
        deals:
          - {id: a, date: 2020-05-12, status: completed, round: a, amount: over USD 10m, sources: [a]}
        totals:
          - {date: 2020-05, amount: USD 100m, rounds: 1, sources: [a]}
        """,
    "deals/rich.yaml": """
        name: Rich
        deals:
          - id: a
            date: 2020-05-13
            status: completed
            round: a
            amount: CNY 500m
            equivalent: USD 70m
            claims:
              - {by: A Paper, amount: CNY 500m, equivalent: USD 70m, sources: [a]}
              - {by: A Blog, amount: CNY 900m, equivalent: USD 12.7m, sources: [a]}
            sources: [a]
        valuations:
          - {date: 2018, amount: CNY 1bn, basis: post-money, by: A Paper, sources: [a]}
          - {date: 2019-06, amount: USD 200m, basis: pre-money, by: A Paper, sources: [a]}
          - {date: 2019-06, amount: USD 300m-400m, basis: post-money, by: A Blog, sources: [a]}
          - {date: 2020-05-13, amount: about USD 250m, basis: pre-money, standing: estimate, by: A Bank, sources: [a]}
          - {date: 2020-05-13, amount: over USD 600m, by: A Fund, sources: [a]}
          - {date: 2020-05-14, amount: JPY 90bn, basis: post-money, by: A Bank, sources: [a]}
        totals:
          - {date: 2020-05-13, amount: CNY 500m, equivalent: USD 70.9m, by: A Paper, sources: [a]}
          - {date: 2020-05-13, amount: CNY 900m, by: A Blog, sources: [a]}
        """,
    "deals/idle.yaml": "name: Idle",
    "deals/also-idle.yaml": "name: Also Idle",
}
