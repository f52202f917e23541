"""A book of awkward cases, for reports."""

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
