"""What dealtrack says, in Chinese: each template of the reports with its translation.

Braces stand for the same values in both. A test finds every template in the code, and holds this catalogue complete.
"""

from dealtrack.render.chinese_changes import CHANGES

_TERMS = {
    "{round}": "{round}轮", "{round} extension": "{round}轮延展", "bridge": "过桥轮",
    "angel": "天使轮", "pre-seed": "种子前轮", "seed": "种子轮", "strategic": "战略融资", "growth": "成长轮",
    "pre-ipo": "Pre-IPO轮", "post-ipo": "上市后融资", "NEEQ": "新三板", "private-placement": "定向增发", "PIPE": "PIPE",
    "round not stated": "轮次未说明", "IPO": "上市", "equity": "股权融资", "convertible": "可转债", "debt": "债权融资",
    "grant": "补助", "support": "政府扶持", "secondary": "老股转让", "acquisition": "并购", "merger": "合并",
    "take-private": "私有化",
    "spin-off": "分拆", "buyback": "回购", "joint-venture": "合资", "crowdfunding": "众筹", "other": "其他",
    "rumored": "传闻", "planned": "计划中", "in talks": "洽谈中", "filed": "已申报", "announced": "已宣布",
    "completed": "已完成", "postponed": "推迟", "withdrawn": "撤回", "terminated": "终止",
    "confirmed": "已证实", "reported": "据报道", "estimate": "估计", "ranking": "榜单", "target": "目标",
    "declined": "拒绝透露", "pre-money": "投前", "post-money": "投后", "basis not stated": "口径未说明",
    "unexplained": "未解释", "exceeded": "超出", "explained": "已解释", "unknown": "未知",
}  # fmt: skip
_HEADS = {
    "date": "日期", "what": "事项", "amount": "金额", "who": "相关方", "detail": "详情", "sources": "来源",
    "by": "说法来自",
    "source": "来源", "multiple": "倍数", "change": "变动", "on": "对比", "company": "公司", "note": "备注",
    "rate": "汇率", "rate day": "汇率日期", "method": "方法", "converted": "折算", "stated as": "原文",
    "stated": "所述",
    "printed": "原文折算", "implies": "隐含", "to": "至", "its date": "当日", "published": "发布日", "fits": "吻合",
    "Deals": "交易", "Claims about deals": "各方说法", "Valuations": "估值", "Stated totals": "所述总额",
    "Metrics": "指标", "Events": "事件", "Investors, round not stated": "投资方（轮次未说明）", "Notes": "备注",
    "Sources": "来源", "Rates": "汇率", "Claims that differ": "不一致的说法",
    "no room here for: {columns}": "此处放不下：{columns}",
}  # fmt: skip
_METRICS = {
    "founded": "成立", "raised": "已融资", "stated total": "所述总额", "deals on record": "记录在案的交易",
    "undisclosed deals": "未披露金额的交易", "first deal": "首笔交易", "last deal": "最近一笔交易",
    "months since the last": "距上一笔（月）", "median months between": "轮次间隔中位数（月）",
    "largest deal": "最大一轮",
    "valuation claims": "估值说法", "step-up": "估值倍数", "valuation over raised": "估值/已融资",
    "plan to list": "上市计划",
    "lead investors": "领投方", "state-owned investors": "国有投资方", "state support": "政府扶持", "events": "事件",
    "{done}, {others} not done": "{done}笔，另有{others}笔未完成", "no amount on record": "无金额记录",
    "{owned} of {all}": "{all}家中{owned}家", "{count} not known": "{count}家不明",
    "{span}: {claims}": "{span}：{claims}", "{amount} by {who}": "{amount}（{who}）",
    "{amount} {standing} by {who}": "{amount}（{who}，{standing}）", "unattributed": "未注明出处",
    "not like for like: a valuation of another basis, or one that nobody has confirmed":
        "口径不同：估值基准不一，或未经证实",
}  # fmt: skip
_PAGE = {
    "Light or dark": "浅色或深色", "Contents": "目录", "timeline": "时间线", "compare": "对比", "show": "详情",
    "reconcile": "核对", "list": "列表", "co-investors": "共同投资方", "convert": "折算",
}  # fmt: skip
_MARKS = {
    "other money": "其他资金", "put off or called off": "推迟或取消", "claimed": "说法", "sum": "合计",
    "difference": "差额",
    "event": "事件", "lead": "领投", "about": "约", "at least": "至少", "at most": "至多",
}  # fmt: skip
_PHRASES = {
    ", ": "，", "; ": "；", ": ": "：", " and ": "和", " · ": " · ", " / ": " / ", " ": " ",
    "by {date}": "{date}前", "since {date}": "{date}起", "{first} to {last}": "{first}至{last}",
    "about {number}": "约{number}", "at least {number}": "至少{number}", "up to {number}": "至多{number}",
    "{number}": "{number}", "{count} round": "{count}轮", "{count} rounds": "{count}轮", "in {rounds}": "共{rounds}",
    "{sum} in {rounds}": "{sum}，共{rounds}", "{sum} in {count} deal": "{count}笔共{sum}",
    "{sum} in {count} deals": "{count}笔共{sum}", "{count} undisclosed": "{count}笔未披露",
    "{count} without an amount on record": "{count}笔无金额记录", "{count} without a rate": "{count}笔无汇率",
    "{count} as its source converted it": "{count}笔按来源折算", "none on record": "无记录", "undisclosed": "未披露",
    "no rate": "无汇率", "no deal has a rate": "各笔均无汇率", "valued": "估值",
    "valued, {standing}": "估值（{standing}）",
    "all financing": "全部融资", "{what} ({date})": "{what}（{date}）", "{status} ({date})": "{status}（{date}）",
    "{deal} ({date})": "{deal}（{date}）", "{deal}, {date}: {notes}": "{deal}，{date}：{notes}",
    "meant for {date}": "拟于{date}", "{who} declined to say": "{who}拒绝透露", "the company": "公司",
    "raised {total}": "已融资：{total}", "nothing raised on record": "无融资记录",
    "rounds {months} months apart": "各轮相隔{months}个月", "{company}: {line}": "{company}：{line}",
    "rounds {least} to {most} months apart": "各轮相隔{least}至{most}个月",
    "state support {sum}": "政府扶持{sum}",
    "stated {sums} on {date}": "据称{sums}（{date}）",
    "stated {sums} in {rounds} on {date}": "据称{rounds}共{sums}（{date}）",
    "{stated} ({converted})": "{stated}（{converted}）", "founded {date}": "{date}成立",
    "founders on record: {names}": "在案创始人：{names}", "also {names}": "又称{names}", "by {who}": "{who}",
    "{amount} ({by}, {basis})": "{amount}（{by}，{basis}）", "on {date}": "对比{date}",
}  # fmt: skip
_RATES = {
    "{currency} at each deal's own date": "{currency}按各笔交易当日汇率", "no rates on record": "无汇率记录",
    "{currency} as stated by the source, else at each deal's own date": "{currency}按来源折算，无则按当日汇率",
    "{currency} at the latest rate on record, of {day}": "{currency}按最新汇率（{day}）",
    "{currency} at {day}": "{currency}按{day}汇率",
    "rates: of {days}, published by {sources}": "汇率：{days}，{sources}发布",
    "rates: {count}, of {days}, published by {sources}": "汇率：{days}共{count}个，{sources}发布",
    "{period} (mean of {days} of {weekdays} weekdays)": "{period}（{weekdays}个工作日中{days}日均值）",
    "few days: {means}": "日数较少：{means}",
    "at a mean over fewer than half of the weekdays": "按不足半数工作日的均值", "stated by the source": "来源所述",
    "direct": "直接", "inverse": "倒数", "cross via {currency}": "经{currency}交叉", "mean": "均值",
    "mean so far": "迄今均值",
    "latest": "最新", "latest, none yet": "最新（尚无当期）", "mean of {days} days": "{days}日均值",
    "mean so far of {days} days": "迄今{days}日均值",
    "mean of {days} of {weekdays} weekdays": "{weekdays}个工作日中{days}日均值",
    "mean so far of {days} of {weekdays} weekdays": "迄今{weekdays}个工作日中{days}日均值",
    "the source printed {sums}, which implies {rates} {quote} per {base}: no recorded rate explains it: {command}":
        "来源印作{sums}，隐含每{base} {rates} {quote}，在案汇率均不能解释：{command}",
    "the source printed {sums}, at the rate of the day it was published: {rate} {quote} per {base} on {day}: {command}":
        "来源印作{sums}，按其发布日汇率（{day}每{base} {rate} {quote}）折算：{command}",
}  # fmt: skip
_LISTS = {
    "names": "其他名称", "country": "国家", "deals done": "已完成交易", "not done": "未完成", "no sum": "无金额",
    "slug": "标识", "id": "标识", "deal": "交易", "status": "状态", "investors": "投资方", "investor": "投资方",
    "led": "领投", "companies": "公司", "size of rounds": "所投轮次规模", "alone in": "独投轮次", "state-owned": "国有",
    "type": "类型", "first": "首次", "last": "最近", "first named": "首次提及", "last named": "最近提及",
    "may match": "可能符合", "yes": "是", "no": "否", "not known": "不明", "sectors": "行业",
    "Other money": "其他资金", "Named without a round": "未说明轮次的投资方",
    "In rounds with {investor}": "与{investor}同轮的投资方", "on record in all: {line}": "全部在案：{line}",
    "deals and sums are those that match": "交易与金额仅计符合条件者",
    "country not on record": "无国家记录", "sectors not on record": "无行业记录", "type not on record": "无类型记录",
    "ownership not known": "所有制不明", "date not precise enough": "日期不够精确", "no amount on record": "无金额记录",
    "amount undisclosed": "金额未披露", "amount not precise enough": "金额不够精确",
    "first {shown} of {kept}": "{kept}项中的前{shown}项", "{count} more may: {reasons}": "另有{count}项可能：{reasons}",
    "{reason} ({count})": "{reason}（{count}）",
    "vc": "风险投资", "pe": "私募股权", "corporate": "企业", "bank": "银行", "government": "政府",
    "government-fund": "政府基金", "state-owned-enterprise": "国有企业", "sovereign": "主权基金", "individual": "个人",
}  # fmt: skip
_COUNTED = {
    template.format(thing=english): told.format(thing=chinese)
    for thing, chinese in (
        ("deal", "笔交易"),
        ("company", "家公司"),
        ("investor", "家投资方"),
        ("name", "个名称"),
        ("row", "行"),
    )
    for english in (thing, "companies" if thing == "company" else f"{thing}s")
    for template, told in (
        ("{{total}} {thing}", "{{total}}{thing}"),
        ("first {{shown}} of {{kept}} {thing}", "{{kept}}{thing}中的前{{shown}}"),
        ("{{matching}} of {{total}} {thing} matches", "{{total}}{thing}中{{matching}}符合"),
        ("{{matching}} of {{total}} {thing} match", "{{total}}{thing}中{{matching}}符合"),
    )
}
_CHARTS = {
    "key": "键", "metric": "指标", "means": "含义", "metrics": "指标",
    "nothing to draw": "无可绘制的内容", "no amount": "无金额", "perhaps": "可能", "some day in between": "其间某日",
    "{currency}, logarithmic scale": "{currency}，对数刻度", "{currency}, linear scale": "{currency}，线性刻度",
}  # fmt: skip
_RECONCILE = {
    "nothing to reconcile: no stated total, no claims that differ, no two valuations, no printed conversion":
        "无可核对：没有所述总额、不一致的说法、两个估值或印出的折算",
    "{count} more": "另{count}家", "Stated total: {told}": "所述总额：{told}", "disclosed": "已披露",
    "on record": "在案合计",
    "not counted as raised": "不计入融资", "may be younger than the total": "可能晚于该总额",
    "Some deals in the company's file could not be read: what they would explain is not known.":
        "该公司文件中有些交易无法读取：它们能解释多少不得而知。",
    "No deal that was raised by {date} is on record: all of it is unexplained, and nothing on record "
    "speaks against it.":
        "截至{date}没有在案融资：全部未解释，在案内容也不与之矛盾。",
    "{left} is left for what is not disclosed: {deals}.": "余下{left}属未披露部分：{deals}。",
    "{left} is unexplained: no deal on record by {date} lacks a sum.": "{left}未解释：截至{date}的在案交易均有金额。",
    "The deals on record come to {left} more than the total: one may be on record twice or too large, or the total may "
    "not count it.": "在案交易比总额多{left}：可能有重复或过大的记录，或总额未计入某笔。",
    "The deals on record may explain it: what they come to is open above.": "在案交易可能解释该总额：其合计上不封顶。",
    "The disclosed deals explain it, without what is not disclosed: {deals}.":
        "已披露的交易即可解释，不含未披露的：{deals}。",
    "The deals on record explain it.": "在案交易可以解释该总额。",
    "Whether the deals on record explain it is not known: one deal has no rate on record.":
        "在案交易能否解释不得而知：有一笔无汇率。",
    "Whether the deals on record explain it is not known: {count} deals have no rate on record.":
        "在案交易能否解释不得而知：有{count}笔无汇率。",
    "It counts {rounds}, of which {raised} are on record.": "该总额计{rounds}，其中{raised}轮在案。",
    "It counts {rounds}, of which one is on record.": "该总额计{rounds}，其中一轮在案。",
    "It counts {rounds}, of which none is on record.": "该总额计{rounds}，无一在案。",
    "It counts {rounds}, and {count} are on record: some may be parts of one.":
        "该总额计{rounds}，在案有{count}笔：有些可能属同一轮。",
    "The state support on record, {given}, would fill it: with it the deals come to {together}. The "
    "total may count it.":
        "在案的政府扶持{given}可补足：加上它合计{together}。总额可能已计入。",
    "{count} ways of counting other deals come to it: too many to tell which is meant.":
        "另有{count}种计法也可得出该总额：无从判断是哪一种。",
    "With {added}, the deals come to {sum}: it may be counted so.": "计入{added}，合计{sum}：可能如此计算。",
    "Without {left}, the deals come to {sum}: it may be counted so.": "不计{left}，合计{sum}：可能如此计算。",
    "With {added} and without {left}, the deals come to {sum}: it may be counted so.":
        "计入{added}、不计{left}，合计{sum}：可能如此计算。",
    "{who} did not disclose the sum of {deal}; {amount} is the figure of {others}.":
        "{who}未披露{deal}的金额；{amount}是{others}的数字。",
    "{who} did not disclose the sum of {deal}, {amount}.": "{who}未披露{deal}的金额（{amount}）。",
    "In {currency} the parts come to {sum} more than the whole, since each sum is converted at its own date.":
        "以{currency}计，各部分比整体多{sum}，因为各笔按各自日期折算。",
    "In {currency} the parts come to {sum} less than the whole, since each sum is converted at its own date.":
        "以{currency}计，各部分比整体少{sum}，因为各笔按各自日期折算。",
    "{topic}: {claim}, and {other}; not both can be true.": "{topic}：{claim}，而{other}；二者不能都对。",
    "None contradicts another, each at its time.": "各说法就其时点而言并不矛盾。",
    "the deal's own amount": "交易记录金额", "{party} says {amount} ({when})": "{party}称{amount}（{when}）",
    "the deal's own amount is {amount} ({when})": "交易记录金额为{amount}（{when}）",
    "valuations": "估值", "totals": "所述总额", "metrics": "指标", "deals": "交易", "backers": "投资方",
    "valuation": "估值",
    "{multiple} is from {earlier} to {later}.": "{multiple}：由{earlier}至{later}。",
    "{multiple} is from {earlier} to {later}: part of it may be new money.":
        "{multiple}：由{earlier}至{later}，其中可能含新增资金。",
    "{multiple} is from {earlier} to {later}, the money raised since included.":
        "{multiple}：由{earlier}至{later}，含其间融资。",
    "Conversions printed by {source}, {date}: {quote} per {base}": "{source}印出的折算（{date}）：每{base}合{quote}",
    "{investor}, size": "{investor}规模", "either": "均吻合", "publication": "发布日", "neither": "均不吻合",
    "another source's publication": "另一来源的发布日", "no rate on record": "无汇率记录",
    "all {count}": "全部{count}项",
    "{some} of the {count}": "{count}项中的{some}项",
    "One rate explains {which}, {rates} {quote} per {base}.": "一个汇率可解释{which}：每{base} {rates} {quote}。",
    "No one rate explains most of the {count}.": "没有一个汇率能解释{count}项中的多数。",
    "{printed} ({what}) does not fit it.": "{printed}（{what}）与之不符。",
    "{count} of them cites another source, too: either may have printed it.": "其中{count}项另引了来源：出自何者不明。",
    "{count} of them cite another source, too: either may have printed it.": "其中{count}项另引了来源：出自何者不明。",
    "{printed} ({what}) fits no recorded rate in question: a figure may be mistyped.":
        "{printed}（{what}）与在案汇率均不符：可能有数字误录。",
}  # fmt: skip
_BESIDE = {
    "One rate explains {which}, {rates} {quote} per {base}; the {source}'s at publication, {when}, was {value}, "
    + english: "一个汇率可解释{which}：每{base} {rates} {quote}；{source}在发布日（{when}）为{value}，" + chinese
    for english, chinese in (
        ("{share} above.", "高出{share}。"),
        ("{share} below.", "低{share}。"),
        ("within.", "在其内。"),
    )
}


CHINESE: dict[str, str] = {
    **_TERMS, **_HEADS, **_METRICS, **_MARKS, **_PHRASES, **_RATES, **_LISTS, **CHANGES, **_PAGE,
    **_COUNTED, **_CHARTS, **_RECONCILE, **_BESIDE,
}  # fmt: skip
