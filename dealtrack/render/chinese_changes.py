"""What the reports on changes say, in Chinese; a part of the one catalogue."""

_CHANGES = {
    "added": "新增", "removed": "删除", "changed": "变更", "commit": "提交", "author": "作者", "value": "值",
    "field": "字段", "before": "之前", "after": "之后", "figure": "数字", "last valuation": "最近估值",
    "{currency} before": "{currency}（之前）", "{currency} after": "{currency}（之后）",
    "Changes from {before} to {after}": "变更：{before} → {after}", "the work tree": "工作区", "the index": "暂存区",
    ".": ".", "+{sum}": "+{sum}", "−{sum}": "−{sum}", "+{sum} known": "已知部分+{sum}",
    "−{sum} known": "已知部分−{sum}",
    "nothing changed in deals, sources, investors and rates": "交易、来源、投资方和汇率均无变更",
    "{count} file differs in layout or comments alone": "{count}个文件仅格式或注释不同",
    "{count} files differ in layout or comments alone": "{count}个文件仅格式或注释不同",
    "{file} cannot be read in {state}, and is not compared": "{state}中的{file}无法读取，未作比较",
    "{file} has mistakes in {state}: what is wrong there is left out": "{state}中的{file}有误：有误之处略去",
    "the settings of {state} cannot be used: {why}": "{state}的设置无法使用：{why}",
    "company added": "新增公司", "company removed": "删除公司",
    "file renamed: {old} → {new}": "文件改名：{old} → {new}",
    "in another order": "次序不同", "none": "无", "event": "事件", "{who} on {deal}": "{who}关于{deal}",
    "investors, round not stated": "投资方（轮次未说明）", "days": "日期", "days added": "新增天数",
    "days altered": "变更天数", "days removed": "删除天数",
    "Figures that other rates have moved": "因汇率变更而变动的数字",
    "the file": "文件", "cannot be read": "无法读取", "on record already": "已在案",
    "has mistakes: what is wrong there is left out": "有误：有误之处略去", "{what}: {told}": "{what}：{told}",
    "this clone's history begins at {commit}: what stood there may be older":
        "此克隆的历史始于{commit}：其中内容可能更早",
    "{count} more row is left out here": "此处略去{count}行",
    "{count} more rows are left out here": "此处略去{count}行", "Investors": "投资方",
    "~+{sum}": "约+{sum}", "~−{sum}": "约−{sum}",
}  # fmt: skip
# The fields of a book's records, by their keys.
_FIELDS = {
    "kind": "类型", "round": "轮次", "label": "名目", "closed": "交割", "equivalent": "原文折算", "leads": "领投方",
    "from": "出资方", "venue": "交易所", "claims": "各方说法", "notes": "备注", "basis": "口径", "standing": "性质",
    "rounds": "轮数", "name": "名称", "aliases": "别名", "founders": "创始人", "city": "城市", "groups": "分组",
    "publisher": "发布者", "title": "标题", "url": "网址", "language": "语言",
    "state owned": "国有", "parents": "上级", "size": "规模", "is": "状态",
}  # fmt: skip
_DONE = {
    "{count} company {done}": "{done}{count}家公司", "{count} companies {done}": "{done}{count}家公司",
    "{count} deal {done}": "{done}{count}笔交易", "{count} deals {done}": "{done}{count}笔交易",
    "{count} source {done}": "{done}{count}个来源", "{count} sources {done}": "{done}{count}个来源",
    "{count} investor {done}": "{done}{count}家投资方", "{count} investors {done}": "{done}{count}家投资方",
}  # fmt: skip

CHANGES: dict[str, str] = {**_CHANGES, **_FIELDS, **_DONE}
