/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-headline-private.h"

#define MONTH "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
#define EXPECTED "estimate~|expectation~|forecast~|consensus|view|views|street"
#define OUTLOOK "guidance|outlook|forecast~|view|projection~|prognose|umsatzprognose|gewinnprognose"
#define SIZE "profit~|revenue~|sales|earnings|income|orders|bookings|shipments|backlog"
#define DEALS "order|orders|contract|contracts|deal|award|business|agreement"

/* What it is about. More telling words first. */
const PenstockKindRule penstock_headline_kinds[] = {
  { "layoff~", "layoffs" }, { "lay|lays|laying|laid off", "layoffs" }, { "job|headcount cuts", "layoffs" }, { "stellenabbau", "layoffs" },
  { "streicht * stellen", "layoffs" },
  { "cut|cuts|cutting|slash~|eliminat~|axes|sheds|shed|trim~ * jobs|staff|workforce|headcount|positions|roles|employees", "layoffs" },
  { "裁員", "layoffs" }, { "減員", "layoffs" }, { "人員削減", "layoffs" }, { "資遣", "layoffs" },
  { "price target~", "rating" }, { "upgrade~", "rating" }, { "downgrade~", "rating" },
  { "cut|cuts|raise|raises|lifts|moves|moved|rated * to|at buy|hold|sell|neutral|overweight|underweight|underperform|outperform", "rating" },
  { "initiates|reiterates", "rating" }, { "kursziel", "rating" }, { "目標價", "rating" }, { "評等", "rating" }, { "評級", "rating" }, { "目標株価", "rating" },
  { MONTH " revenue~|sales", "monthly_revenue" }, { "monthly revenue~|sales", "monthly_revenue" }, { "revenue|sales in|for " MONTH, "monthly_revenue" },
  { "月營收", "monthly_revenue" }, { "月份營收", "monthly_revenue" }, { "月份營業收入", "monthly_revenue" }, { "月合併營收", "monthly_revenue" }, { "月自結", "monthly_revenue" },
  { "營收月增", "monthly_revenue" }, { "營收月減", "monthly_revenue" }, { "月份合併營收", "monthly_revenue" },
  { "資本支出", "capex" }, { "capex", "capex" }, { "capital spending|expenditure~|outlay~", "capex" }, { "ai spending", "capex" },
  { "beat~|top|tops|topped|miss|misses|missed|exceed~|surpass~ * " EXPECTED, "results" }, { "estimates|earnings|revenue beat|miss", "results" },
  { "forecast~|sees|guide~|expects|outlook * above|below", "guidance" }, { "above|below|ahead forecast|forecasts|estimates|expectations", "results" },
  { "財測", "guidance" }, { "展望", "guidance" }, { "上修", "guidance" }, { "下修", "guidance" }, { "業績予想", "guidance" }, { "上方修正", "guidance" },
  { "下方修正", "guidance" },
  { "業績預告", "guidance" }, { "業績指引", "guidance" }, { OUTLOOK, "guidance" }, { "guide|guides|guided", "guidance" },
  { "sees|expects|targets * growth|revenue|sales", "guidance" },
  { "outage~", "incident" }, { "quake~|earthquake~", "incident" }, { "fire", "incident" }, { "explosion~|blast", "incident" },
  { "breach~|hack|hacked|hackers|ransomware|cyberattack~", "incident" },
  { "recall~", "incident" }, { "blackout", "incident" }, { "ausfall", "incident" }, { "halt|halts|suspend~ * production|output|operations", "incident" },
  { "火警", "incident" }, { "火災", "incident" },
  { "地震", "incident" }, { "停電", "incident" }, { "爆炸", "incident" }, { "駭客", "incident" }, { "當機", "incident" }, { "宕機", "incident" },
  { "資安事件", "incident" }, { "停工", "incident" },
  { "sue|sues|sued|suing", "lawsuit" }, { "lawsuit~|suit|suits", "lawsuit" }, { "court|judge|jury|retrial|verdict|plaintiff~", "lawsuit" },
  { "patent~", "lawsuit" }, { "class action", "lawsuit" },
  { "exclusion order", "lawsuit" }, { "訴訟", "lawsuit" }, { "起訴", "lawsuit" }, { "提告", "lawsuit" }, { "判決", "lawsuit" }, { "侵權", "lawsuit" },
  { "klage|verklagt", "lawsuit" },
  { "export curb~|control~|ban|bans|licen~|restriction~|rules", "regulation" }, { "ban|bans|banned", "regulation" }, { "curbs", "regulation" },
  { "sanction~", "regulation" }, { "antitrust", "regulation" },
  { "probe|probes|investigat~", "regulation" }, { "regulator~", "regulation" }, { "approves|approve|approved export~|sale~|shipment~", "regulation" },
  { "approval to", "regulation" },
  { "tariff~", "regulation" }, { "fined|fines", "regulation" }, { "禁令", "regulation" }, { "管制", "regulation" }, { "反壟斷", "regulation" },
  { "關稅", "regulation" }, { "制裁", "regulation" }, { "調查", "regulation" },
  { "raise|raises|raised|hike|hikes * price|prices", "product" }, { "price hike~", "product" }, { "漲價", "product" }, { "値上げ", "product" }, { "合約價", "product" },
  { "砍單", "order" }, { "訂單", "order" }, { "大單", "order" }, { "接單", "order" }, { "受注", "order" }, { "order|orders", "order" }, { "bookings", "order" },
  { "auftrag|aufträge", "order" },
  { "acquir~", "ownership" }, { "acquisition~", "ownership" }, { "merge|merger|merges", "ownership" }, { "takeover", "ownership" },
  { "stake", "ownership" }, { "agrees|agreed|offers|completes to|purchase * buy|of", "ownership" },
  { "joint venture", "ownership" }, { "ipo", "ownership" }, { "tender offer", "ownership" }, { "buys|to buy", "ownership" }, { "收購", "ownership" },
  { "併購", "ownership" }, { "合併", "ownership" },
  { "入股", "ownership" }, { "持股", "ownership" }, { "合資", "ownership" }, { "上市", "ownership" }, { "übernimmt|übernahme", "ownership" }, { "買収", "ownership" },
  { "teams|teamed|teaming up", "partnership" }, { "partner~", "partnership" }, { "collaborat~", "partnership" }, { "picked by", "partnership" },
  { "tie - up", "partnership" },
  { "talks * to make|manufacture|produce|supply|develop", "partnership" }, { "攜", "partnership" }, { "結盟", "partnership" }, { "提携", "partnership" },
  { "合作", "partnership" },
  { "deal|deals", "agreement" }, { "contract|contracts", "agreement" }, { "agreement~", "agreement" }, { "pact", "agreement" }, { "lease", "agreement" },
  { "簽約", "agreement" }, { "簽署", "agreement" },
  { "協議", "agreement" }, { "合約書", "agreement" }, { "備忘錄", "agreement" }, { "vertrag", "agreement" },
  { "capacity", "capacity" }, { "breaks|broke ground", "capacity" }, { "new plant|fab|factory|campus|facility", "capacity" },
  { "expand~ * plant|fab|factory|production", "capacity" }, { "擴產", "capacity" },
  { "擴廠", "capacity" }, { "擴建", "capacity" }, { "新廠", "capacity" }, { "產能", "capacity" }, { "動土", "capacity" }, { "量產", "capacity" }, { "増産", "capacity" },
  { "新工場", "capacity" },
  { "restructur~", "restructuring" }, { "spin~ off", "restructuring" }, { "重組", "restructuring" }, { "關廠", "restructuring" }, { "撤出", "restructuring" },
  { "stellt * ein", "restructuring" },
  { "names|appoints|hires|taps * ceo|cfo|chief|chairman|president|head|officer", "management" }, { "steps|stepping down", "management" },
  { "resign~|retire|retires|successor", "management" },
  { "接任", "management" }, { "請辭", "management" }, { "辭任", "management" }, { "出任", "management" }, { "人事異動", "management" }, { "社長交代", "management" },
  { "launch~|unveil~|introduces|debuts|tapes|delays|delayed", "product" }, { "推出", "product" }, { "發布", "product" }, { "發表", "product" },
  { "延後", "product" }, { "延遲", "product" },
  { "to invest|invests|spend", "capex" }, { "億元投資", "capex" },
  { "earnings|results", "results" }, { "quarter~ * " SIZE "|loss|losses", "results" }, { SIZE, "results" }, { "loss|losses", "results" },
  { "quarter~ beat|miss", "results" }, { "gewinn|umsatz|verlust|quartal~", "results" }, { "eps", "results" },
  { "財報", "results" }, { "獲利", "results" }, { "純益", "results" }, { "每股", "results" }, { "淨利", "results" }, { "營收", "results" }, { "法說", "results" },
  { "虧損", "results" }, { "扭虧", "results" }, { "利益", "results" }, { "決算", "results" },
  { NULL, NULL },
};

/* Good or bad for the companies it is about. A rule higher up takes its words away from the ones below; of what is left the heaviest decide, and where they
 * disagree nothing is guessed. A move of the share price is no news of the company: it decides nothing. Lay-offs do not either: the reasons are disputed. */
const PenstockDirectionRule penstock_headline_directions[] = {
  /* Share prices and analysts' words about them: nothing */
  { "shares|stock|stocks|aktie|aktien * rise~|rises|rose|fall|falls|fell|jump~|drop~|slump~|slide~|slip~|surge~"
    "|soar~|sink~|tumble~|gain~|rall~|climb~|hit|hits|pop|pops|record", 0, 0 },
  { "record|all - time high|low for shares|stock", 0, 0 }, { "股價…新高", 0, 0 }, { "股价…新高", 0, 0 }, { "株…高値", 0, 0 }, { "漲停", 0, 0 }, { "跌停", 0, 0 },
  { "盤後…跌", 0, 0 }, { "天價", 0, 0 },
  { "cut|cuts|cutting|slash~|eliminat~|sheds * jobs|staff|workforce|headcount|positions|roles|employees", 0, 0 }, { "lay|lays|laid off", 0, 0 },
  { "cost cuts", 0, 0 }, { "裁員", 0, 0 },
  /* Reversals */
  { "narrow~|cut|cuts|reduc~|trim~ * loss|losses", 1, 2 }, { "loss|losses narrow~", 1, 2 },
  { "swing~|return~|turn~ to|back * profit|black|profitability", 1, 2 }, { "turns profitable", 1, 2 }, { "扭虧", 1, 2 }, { "轉虧為盈", 1, 2 },
  { "虧轉盈", 1, 2 }, { "虧損收窄", 1, 2 }, { "虧損縮小", 1, 2 }, { "減虧", 1, 2 }, { "黒字転換", 1, 2 }, { "swing~|turn~|slip~ to|into * loss", -1, 2 }, { "盈轉虧", -1, 2 },
  { "轉虧", -1, 2 }, { "赤字転落", -1, 2 },
  { "fail~ to beat|meet|impress|pass", -1, 2 }, { "eas~|lift~|loosen~|relax~|drop~ * curbs|restriction~|ban|controls", 1, 2 },
  { "cut~|lower~|eas~ * tariff~", 1, 1 }, { "解禁", 1, 2 }, { "取消…關稅", 1, 1 }, { "deny|denies|denied", 0, 0 },
  /* Guidance */
  { "price target~", 0, 0 }, { "調升…目標價", 1, 1 }, { "上調…目標價", 1, 1 }, { "調高…目標價", 1, 1 }, { "調降…目標價", -1, 1 }, { "下調…目標價", -1, 1 }, { "上調…價", 1, 2 },
  { "調升…價", 1, 2 },
  { "rais~|lift~|hike~|boost~|up|ups|increas~ * " OUTLOOK, 1, 3 }, { "cut~|lower~|trim~|slash~|reduc~|withdr~|pull~ * " OUTLOOK, -1, 3 },
  { "hebt|erhöht * prognose|umsatzprognose|gewinnprognose", 1, 3 },
  { "senkt|kappt * prognose|umsatzprognose|gewinnprognose", -1, 3 }, { "warnt", -1, 3 }, { "guide|guides|guided|forecast~|sees|outlook * above", 1, 3 },
  { "guide|guides|guided|forecast~|sees|outlook * below", -1, 3 },
  { "upbeat|strong|bullish|rosy|blowout " OUTLOOK, 1, 3 }, { "weak|soft|downbeat|disappointing|gloomy|cautious " OUTLOOK, -1, 3 },
  { OUTLOOK " * disappoint~|short|miss~|lags", -1, 3 }, { OUTLOOK " * top|tops|beats", 1, 3 },
  { "上修", 1, 3 }, { "上方修正", 1, 3 }, { "下修", -1, 3 }, { "下方修正", -1, 3 }, { "調降…財測", -1, 3 }, { "調升…財測", 1, 3 }, { "財測…優於", 1, 3 }, { "財測…不如", -1, 3 },
  { "財測…低於", -1, 3 }, { "profit warning", -1, 3 }, { "示警", -1, 2 },
  /* Orders, customers, permits */
  { "cancel~|cut|cuts|slash~|halv~|lose|loses|lost * order|orders|contract|customer", -1, 2 }, { "砍單", -1, 2 }, { "掉單", -1, 2 }, { "轉單", 0, 0 },
  { "抽單", -1, 2 }, { "lands|wins|won|secures|receives|awarded|gets * " DEALS, 1, 2 },
  { "order|orders|bookings * surge~|jump~|double~|top|soar~|climb~|rise|rises|rose", 1, 2 },
  { "order|orders|bookings * miss~|fall|falls|fell|drop~|slump~|plunge~|slide~", -1, 2 }, { "大單", 1, 2 }, { "接獲…單", 1, 2 }, { "拿下…單", 1, 2 },
  { "奪…單", 1, 2 }, { "受注…減", -1, 2 }, { "受注…増", 1, 2 }, { "signs|signed|inks|inked|seals * deal|contract|agreement|pact", 1, 2 },
  { "teams|teamed up", 1, 1 }, { "picked|selected by", 1, 2 }, { "clears|passes|passed * test|tests|qualification", 1, 2 },
  { "fails|failed * test|tests|qualification", -1, 2 }, { "wins|won|gets|secures * approval|clearance", 1, 2 },
  { "approve|approves|approved|clears export~|sale|sales|shipment~", 1, 2 },
  { "ban|bans|banned|bars|blocks", -1, 2 }, { "tighten~|expand~ * curbs|controls|restriction~", -1, 2 }, { "curbs|sanction~|blacklist~", -1, 2 },
  { "sue|sues|sued|suing", -1, 2 }, { "fined", -1, 2 }, { "probe|probes|investigat~", -1, 1 },
  { "cheat~|fraud|flaw|defect~|bug", -1, 1 }, { "禁令", -1, 2 }, { "遭…罰", -1, 2 }, { "列入…名單", -1, 2 }, { "獲准", 1, 1 }, { "獲批", 1, 1 },
  /* Results */
  { "beat~|top|tops|topped|exceed~|surpass~|crush~ * " EXPECTED, 1, 2 }, { "above|ahead * of|estimates|forecast|expectations|consensus", 1, 2 },
  { "earnings|revenue|profit|estimates beat|beats", 1, 2 }, { "beats|tops", 1, 1 },
  { "miss|misses|missed|lag|lags|trail~ * " EXPECTED, -1, 2 }, { "below|short of * estimates|forecast|expectations|consensus", -1, 2 },
  { "fall|falls|fell|falling|came short", -1, 2 }, { "disappoint~", -1, 2 }, { "profit|earnings|revenue|quarter miss", -1, 2 }, { "quarter beat", 1, 2 },
  { "record * " SIZE, 1, 2 }, { SIZE " * record|all", 1, 2 }, { "net loss|losses * widen~", -1, 2 }, { "loss|losses widen~", -1, 2 },
  { "wider loss|losses", -1, 2 },
  { SIZE " * rise~|rises|rose|jump~|surge~|soar~|climb~|double~|doubles|triple~|up|grow~|grew|increase~|leap~|swell~|gain~", 1, 2 },
  { SIZE " * drop~|fall|falls|fell|slump~|tumble~|slide~|decline~|plunge~|shrink~|down|sink~|slip~|halve~", -1, 2 },
  { "steigert|verdoppelt * gewinn|umsatz|ergebnis", 1, 2 }, { "gewinn|umsatz * einbruch|bricht|sinkt|fällt", -1, 2 }, { "verlust", -1, 1 },
  { "wächst schneller", 1, 2 }, { "übertrifft * erwartung~", 1, 2 }, { "verfehlt * erwartung~", -1, 2 },
  { "優於預期", 1, 2 }, { "超預期", 1, 2 }, { "超出預期", 1, 2 }, { "高於預期", 1, 2 }, { "不如預期", -1, 2 }, { "低於預期", -1, 2 }, { "不及預期", -1, 2 }, { "遜於預期", -1, 2 },
  { "遜預期", -1, 2 }, { "報喜", 1, 2 }, { "年增", 1, 2 }, { "年減", -1, 2 },
  { "月增", 1, 1 }, { "月減", -1, 1 }, { "同比增", 1, 2 }, { "同比增長", 1, 2 }, { "同比下降", -1, 2 }, { "同比減", -1, 2 }, { "同比下滑", -1, 2 }, { "年增長", 1, 2 },
  { "增收", 1, 1 }, { "創…新高", 1, 2 }, { "寫…新高", 1, 2 }, { "歷史新高", 1, 2 },
  { "新高", 1, 1 }, { "新低", -1, 2 }, { "創紀錄", 1, 2 }, { "過去最高", 1, 2 }, { "増益", 1, 2 }, { "減益", -1, 2 }, { "期比…減", -1, 2 }, { "期比…増", 1, 2 }, { "衰退", -1, 2 },
  { "下滑", -1, 1 }, { "虧損", -1, 1 }, { "大增", 1, 1 }, { "大減", -1, 1 }, { "供不應求", 1, 1 },
  /* Spending, plants, prices, accidents */
  { "rais~|boost~|lift~|increas~|hike~ * capital|capex|spending", 1, 1 }, { "cut~|trim~|slash~|lower~|reduc~ * capital|capex|spending", -1, 1 },
  { "to invest", 1, 1 }, { "expand~|adds|doubles|triples * capacity|plant|fab|production|output", 1, 1 },
  { "breaks|broke ground", 1, 1 }, { "擴產", 1, 1 }, { "擴廠", 1, 1 }, { "滿載", 1, 1 }, { "増産", 1, 1 }, { "減產", -1, 1 }, { "停產", -1, 2 }, { "停工", -1, 2 },
  { "rais~|hike~|increase~ * price|prices", 1, 2 }, { "cut~|slash~|lower~ * price|prices", -1, 1 },
  { "price hike~|increase~", 1, 2 }, { "漲價", 1, 2 }, { "調漲", 1, 2 }, { "價…大漲", 1, 2 }, { "値上げ", 1, 2 }, { "降價", -1, 1 }, { "跌價", -1, 2 },
  { "upgrade|upgrades|upgraded", 1, 1 }, { "downgrade~", -1, 1 }, { "outage~", -1, 2 },
  { "halt|halts|halted|suspend~|pauses|paused", -1, 2 }, { "delay|delays|delayed|postpone~", -1, 2 }, { "recall~", -1, 2 },
  { "breach~|hacked|ransomware", -1, 2 }, { "fire", -1, 1 }, { "延後", -1, 2 }, { "延遲", -1, 2 }, { "推遲", -1, 2 }, { "暫停", -1, 2 },
  { "火警", -1, 2 }, { "當機", -1, 2 }, { "宕機", -1, 2 }, { "shutdown~|closes|shuts * plant|fab|factory", -1, 1 },
  { NULL, 0, 0 },
};

/* Somebody says so, nobody has announced it. */
const char *const penstock_headline_rumours[] = {
  "in|holds|hold|held|holding * talks", "source|sources", "people familiar", "person familiar", "reportedly", "rumor~|rumour~", "said to be",
  "is|are said to", "considers|considering", "weigh|weighs|weighing", "mull|mulls|mulling",
  "eyes|eyeing", "explore|explores|exploring", "near|nears|nearing deal", "close to * deal", "plans secret", "soll * angeblich", "angeblich",
  "insider~ zufolge", "kreise",
  "據傳", "傳聞", "傳言", "傳出", "市場傳", "業界傳", "外傳", "媒體傳", "盛傳", "消息人士", "知情人士", "消息稱", "據悉", "考慮", "洽談", "有意", "関係者", "検討",
  NULL,
};

/* It denies, or ends, what was said. */
const char *const penstock_headline_denials[] = {
  "deny|denies|denied|denying", "refute~", "dismiss~ * report~|rumor~|rumour~|speculation", "rejects report~|rumor~|rumour~", "no plans to", "not in talks",
  "end|ends|ended talks", "talks collapse~|fail|fails|failed", "calls|called off",
  "drop|drops|dropped|scrap|scraps|scrapped|abandon~|shelve~ * plan|plans|deal|project|merger|talks|bid", "terminat~ * agreement|deal|merger|contract",
  "walks|walked away", "dementiert", "weist * zurück",
  "否認", "澄清", "非事實", "並無此事", "不實", "破局", "終止", "叫停", "闢謠", "駁斥", "否定", "撤回收購", "取消合作", "取消合併",
  NULL,
};
