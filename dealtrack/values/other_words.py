"""Words that people use for a key or a term, and that say more, less or another thing than ours: what to write instead.

These are advice, never read as what they may mean: whoever says ``closed`` may mean a round or a company.
"""

from collections.abc import Mapping

from dealtrack.values.labels import label_form, meaning_of
from dealtrack.values.vocabulary import InvestorType, Kind, Standing, Status

_STATUS = {
    Status.RUMORED: "speculated|rumor|rumour|reportedly|unconfirmed|market talk|据传|消息称|未证实",
    Status.PLANNED: "plan|pending|expected|proposed|intended|upcoming|considering|mulled|拟|拟议|待定|预计|筹备",
    Status.IN_TALKS: "negotiating|negotiation|under negotiation|talks|ongoing|in progress|in discussion"
    "|open|进行中|融资中|商谈"
    "|谈判",
    Status.FILED: "submitted|applied|application|registered|approved|accepted|已受理|已递表|递表|已过会|注册|待上市",
    Status.ANNOUNCED: "priced|signed|agreed|definitive agreement|public|disclosed|official|已签约|签约"
    "|已公布|公布|已披露",
    Status.COMPLETED: "closed|done|finished|finalized|finalised|funded|paid|settled|listed|trading|success"
    "|successful|raised"
    "|final close|首次交割|交割|已上市|已挂牌|成功|已结束",
    Status.POSTPONED: "suspended|paused|delayed|on hold|deferred|shelved|暂停|延期|延迟|中止",
    Status.WITHDRAWN: "abandoned|scrapped|dropped|pulled|called off|放弃|撤销|撤单|撤回申请",
    Status.TERMINATED: "lapsed|expired|failed|rejected|blocked|collapsed|broken|dead|denied|失败|失效|被否"
    "|终止审查|已失效",
}
_STANDING = {
    Standing.CONFIRMED: "official|verified|disclosed|certain|announced|证实|确认|官方",
    Standing.REPORTED: "report|press|media|rumored|rumoured|rumor|news|传闻|报道|媒体",
    Standing.ESTIMATE: "approx|approximate|guess|calculated|估算|预估|测算",
    Standing.RANKING: "list|unicorn list|ranked|排名|榜",
    Standing.TARGET: "goal|planned|plan|aim|sought|expected|拟|计划",
    Standing.DECLINED: "refused|no comment|undisclosed|withheld|未透露|未披露|不予置评",
}
_INVESTOR_TYPE = {
    InvestorType.VC: "venture|venture fund|fund|accelerator|incubator|micro vc|创投|基金",
    InvestorType.PE: "buyout|buyout fund|hedge fund|growth fund|私募",
    InvestorType.CORPORATE: "company|cvc|corporation|strategic|firm|conglomerate|公司|产业资本|产业",
    InvestorType.BANK: "investment bank|broker|securities|券商|投行",
    InvestorType.GOVERNMENT: "state|city|province|municipality|ministry|地方政府",
    InvestorType.GOVERNMENT_FUND: "guidance fund|state fund|引导基金|政府引导基金|国资基金",
    InvestorType.STATE_OWNED_ENTERPRISE: "state owned|state|国企|央企|国资",
    InvestorType.SOVEREIGN: "sovereign fund|pension|pension fund|主权财富基金",
    InvestorType.INDIVIDUAL: "person|angel investor|founder|family office|private|天使投资人|自然人",
    InvestorType.OTHER: "university|foundation|endowment|insurer|insurance|高校|保险",
}
_KIND = {
    Kind.EQUITY: "venture|funding|investment|round|primary|stock|shares|增资|融资|定增",
    Kind.CONVERTIBLE: "safe|note|convert|可转换",
    Kind.DEBT: "loan|bond|bonds|credit|venture debt|贷款|借款",
    Kind.GRANT: "subsidy|donation|award|prize|捐赠",
    Kind.SUPPORT: "aid|government|state|扶持|支持",
    Kind.SECONDARY: "transfer|share sale|block trade|tender offer|转让",
    Kind.IPO: "listing|flotation|float|public offering|spac|direct listing|挂牌|借壳",
    Kind.ACQUISITION: "buyout|takeover|lbo|mbo|purchase|资产收购",
    Kind.BUYBACK: "redemption|tender",
    Kind.SPIN_OFF: "demerger|carve out|split",
    Kind.JOINT_VENTURE: "jv|partnership",
    Kind.OTHER: "ico|token sale|misc|unknown",
}
_TERMS: Mapping[str, Mapping[str, str]] = {
    "status": {str(term): words for term, words in _STATUS.items()}
    | {"withdrawn or terminated": "cancelled|canceled|取消"},
    "standing": {str(term): words for term, words in _STANDING.items()},
    "investor type": {str(term): words for term, words in _INVESTOR_TYPE.items()},
    "kind": {str(term): words for term, words in _KIND.items()},
    "basis": {"pre-money": "pre|premoney valuation|投资前", "post-money": "post|postmoney valuation|投资后"},
}

# Keys of other formats, by the key that ours has for it, where a record has that key.
_KEYS = {
    "venue": "exchange|stock exchange|market|listed on|交易所|上市地点|上市地",
    "investors": "investor|participants|participating investors|other investors|co investors|followers"
    "|backed by|投资方|投资人"
    "|投资机构|跟投|跟投方",
    "leads": "lead|lead investor|lead investors|led by|领投|领投方",
    "from": "giver|granted by|donor|government|出资方",
    "date": "announced|announced on|announced date|announcement date|day|time|when|as of|日期|时间|披露时间|融资时间",
    "closed": "closing|close date|closing date|completed on|交割日|交割日期",
    "round": "series|stage|funding type|funding stage|round name|轮次|融资轮次",
    "kind": "type|deal type|category|transaction type|交易类型|类型",
    "status": "state|progress|deal status|状态|进展",
    "amount": "sum|money|size|deal size|value|amount raised|raised|money raised|funding|金额|融资金额|数额",
    "equivalent": "converted|conversion|usd|in usd|amount usd|usd amount|equivalent usd|折合|约合|折算",
    "label": "title|printed|round label|名称|原文",
    "by": "who|stated by|according to|said by|publisher|来自|说法来自",
    "basis": "valuation type|money|pre or post|口径",
    "standing": "certainty|confidence|kind|status|可信度",
    "what": "event|description|text|title|事件|内容",
    "notes": "note|comment|comments|remark|remarks|description|memo|details|ticker|tickers|shares|stake"
    "|website|url|link|tags"
    "|lawyer|advisors|备注|说明|注|股票代码|持股比例",
    "sources": "source|reference|references|ref|refs|citation|cites|link|links|url|来源|资料来源|出处",
    "name": "company|company name|名称|公司|公司名称|企业名称|简称",
    "aliases": "alias|aka|also known as|other names|short name|former names|曾用名|别名",
    "founded": "established|founded on|founding date|incorporated|inception|成立|成立时间|成立日期",
    "founders": "founder|founded by|ceo|创始人",
    "country": "nation|location|hq country|国家|国别",
    "city": "hq|headquarters|head office|location|address|城市|总部|所在地",
    "sectors": "sector|industry|industries|category|categories|field|fields|行业|领域|赛道",
    "groups": "group|tags|list|cohort|分组",
    "deals": "rounds|funding|fundings|funding rounds|financing|financings|investments|transactions|融资|融资历史|交易",
    "valuations": "valuation|valued|post money|post money valuation|pre money|pre money valuation|worth|估值",
    "totals": "total|total raised|total funding|all financing|累计融资|融资总额|所述总额",
    "metrics": "figures|kpi|kpis|financials|revenue|指标|营收",
    "events": "news|timeline|milestones|大事记",
    "backers": "investors|shareholders|股东|投资方",
    "publisher": "name|outlet|newspaper|site|website|media|媒体|出版方|发布方",
    "published": "date|published on|publication date|day|accessed|发布日|发布时间|发布日期",
    "title": "headline|标题",
    "author": "authors|by|作者",
    "url": "link|address|href|website|链接|网址",
    "language": "lang|语言",
    "value": "number|figure|数值",
    "rounds": "count|number of rounds|round count|轮数",
    "state_owned": "soe|state|government owned|国有|国资",
    "parents": "parent|owner|owned by|母公司",
    "size": "aum|assets|fund size|规模|管理规模",
    "on": "date|since|日期",
    "is": "status|state|状态",
}


def terms_for(word: str, noun: str) -> str:
    """The terms of a vocabulary, by its *noun*, that *word* may have meant: ``withdrawn or terminated``; or none."""
    form = label_form(word)
    return next((term for term, words in _TERMS.get(noun, {}).items() if form in words.split("|")), "")


# What has no key in a record, by what the record is called, and what to write instead.
_ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "a deal": {
        "record it under valuations, with basis: post-money": "post money|post money valuation|valuation"
        "|估值|投后估值|投后",
        "record it under valuations, with basis: pre-money": "pre money|pre money valuation|投前估值|投前",
        "name it with the amount, such as amount: CNY 1.8bn": "currency|币种|货币",
    },
    "a valuation": {
        "write basis: post-money": "post money|投后",
        "write basis: pre-money": "pre money|投前",
        "name it with the amount, such as amount: CNY 1.8bn": "currency|币种|货币",
    },
    "a stated total": {"name it with the amount, such as amount: CNY 1.8bn": "currency|币种|货币"},
}


def elsewhere(word: str, noun: str) -> str:
    """What to write for a key that a record, by its *noun*, has no room for; empty where nothing is known of it."""
    form = label_form(word)
    return next((hint for hint, words in _ELSEWHERE.get(noun, {}).items() if form in words.split("|")), "")


def key_for(word: str, known: tuple[str, ...]) -> str | None:
    """The first of the *known* keys of a record that another format calls *word*; None where there is none."""
    form = label_form(word)
    return next((key for key in _KEYS if key in known and form in _KEYS[key].split("|")), None)


def is_kind_of_round(word: str) -> bool:
    """Whether *word*, in the place of a kind, names a round."""
    meaning = meaning_of(word)
    return bool(meaning and meaning.kind is None and meaning.is_whole and meaning.round != "unknown")
