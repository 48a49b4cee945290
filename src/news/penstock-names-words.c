/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-names-private.h"

/* The tables of the rules in HACKING.md, "Which company is it". All in lower case; characters in either script. */

/* What the press calls companies, besides the names and aliases of the chain. An id that a chain does not have is passed over. */
const PenstockNamesExtra penstock_names_extra[] = {
  { "amd", "AMD" }, { "umc", "UMC" }, { "hpe", "HPE" }, { "samsung", "Samsung" }, { "guc", "GUC" }, { "innolight", "Innolight" },
  { "envicool", "Envicool" }, { "eoptolink", "Eoptolink" },
  { "tel", "東エレク" }, { "tel", "東京電子" }, { "nvda", "英偉達" }, { "nvda", "エヌビディア" }, { "nvda", "엔비디아" }, { "intc", "インテル" }, { "msft", "マイクロソフト" },
  { "aapl", "アップル" }, { "googl", "グーグル" }, { "amzn", "アマゾン" }, { "samsung", "サムスン電子" }, { "asml", "阿斯麥" }, { "amat", "應用材料" },
  { "lrcx", "泛林" }, { "meta", "臉書" }, { "meta", "Meta Platforms" }, { "arm", "安謀" }, { "mrvl", "邁威爾" }, { "mrvl", "美滿電子" }, { "vrt", "維諦" }, { "etn", "伊頓" },
  { "su", "施耐德電機" }, { "su", "施耐德電氣" }, { "ifx", "英飛凌" }, { "sndk", "閃迪" }, { "sndk", "晟碟" }, { "wdc", "西部數據" }, { "wdc", "威騰" }, { "stx", "希捷" },
  { "snps", "新思科技" }, { "cdns", "益華電腦" }, { "cdns", "楷登電子" }, { "gfs", "格芯" }, { "gfs", "格羅方德" }, { "advantest", "愛德萬" }, { "disco", "迪思科" },
  { "ibiden", "揖斐電" }, { "mpwr", "芯源系統" }, { "te", "泰科電子" }, { "aph", "安費諾" }, { "lasertec", "雷泰光電" }, { "jbl", "捷普" },
  { "flex", "偉創力" }, { "cls", "天弘科技" }, { "ase", "日月光半導體" }, { "tsmc", "TSM" }, { "ats", "奧特斯" }, { "gev", "奇異維諾瓦" }, { "baba", "阿里雲" },
  { "pstg", "Everpure" }, { "ajinomoto", "味之素" }, { "aeis", "先進能源工業" }, { "openai", "オープンAI" },
  { NULL, NULL },
};

/* Not these companies: other companies, places, people, papers, words. The longest form wins, so each of these covers the name inside it. */
const char *const penstock_names_other[] = {
  /* Other companies and their papers */
  "Micron Solutions", "Apple Hospitality", "Apple Daily", "Apple News", "Apple Records", "Apple Leisure", "Apple Bank", "Apple Rush", "Google News",
  "Microsoft News",
  "Nikkei Asia", "Delta Air Lines", "Delta Airlines", "Delta Air", "Delta Dental", "Delta Apparel", "Delta Galil", "Delta Force", "Delta variant",
  "Constellation Brands",
  "Constellation Software", "Constellation Pharmaceuticals", "Samsung Biologics", "Samsung Bioepis", "Samsung SDI", "Samsung SDS", "Samsung Heavy",
  "Samsung Life", "Samsung Fire",
  "Samsung C & T", "Samsung Securities", "Samsung Engineering", "Samsung E & A", "Samsung Display", "Samsung Card", "Samsung Medical Center",
  "Schneider National", "Schneider Optics",
  "Applied DNA", "Applied UV", "Applied Industrial", "Applied Intuition", "Applied Genetic", "Applied Molecular", "Applied Therapeutics", "Applied Signal",
  "Quanta Magazine", "Oracle Red Bull", "Oracle Park", "Oracle Arena", "Amazon Holdings", "Intel Corps", "Cadence Bank", "Cadence Bancorp",
  "Cadence Minerals", "Cadence Weapon",
  "Lam Soon", "Credo Beauty", "Credo Petroleum", "Cipher Pharmaceuticals", "Cipher Neutron", "Vistra Group", "Flex LNG", "Flex Pharma", "Flex Alert",
  "Flex Seal", "Arm & Hammer",
  "TTM Healthcare", "Hanmi Financial", "Hanmi Pharm", "Hanmi Pharmaceutical", "Hanmi Bank", "Hanmi Science", "Trane Co", "Coherent Economics", "Dell ' Oro",
  "Dell Rapids", "Dell Children",
  "Kokusai Pulp", "Gold Circuit Racing", "Meta Financial", "Meta Materials", "Alphabet Energy", "Corning Natural Gas", "Owens Corning", "Dow Corning",
  "Eaton Vance", "Eaton Centre",
  "Caterpillar Club", "Snowflake Arizona", "Siemens Energy Stadium", "Digital Realty Capital", "Advanced Energy Economy", "Advanced Energy United",
  "Advanced Energy Storage",
  "GF Securities", "GF Fund", "Micro Focus", "Screen Actors", "Screen Gems", "Disco Elysium", "Meta Analysis", "Meta - Analysis", "Meta - Analyses",
  "Meta Analyses", "Screen Australia",
  "Taiwan Semiconductor Industry", "Taiwan Semiconductor Stocks", "Taiwan Semiconductor Exports", "Taiwan Semiconductor Sector",
  "Taiwan Semiconductor Equipment",
  "Tencent Music", "Alibaba Health", "Alibaba Pictures", "Infineon Raceway", "Lam Ching", "Carrie Lam", "Victory Giant Slalom", "SK Hynix System",
  /* Places, people, words */
  "Oracle of Omaha", "Oracle of Delphi", "Oracle Bone", "Oracle Bones", "Oracle Card", "Oracle Cards", "Price Oracle", "Delphic Oracle", "Apple Pie",
  "Apple Pies", "Apple Cider", "Apple Juice", "Apple Tree",
  "Apple Trees", "Apple Orchard", "Apple Orchards", "Apple Harvest", "Apple Crop", "Apple Growers", "Apple Grower", "Apple Farmers", "Apple Farmer",
  "Apple Sauce", "Apple Valley",
  "Apple Picking", "Apple Blossom", "Apple Festival", "Apple Watchers", "Big Apple", "Adam ' s Apple", "Fiona Apple", "Bad Apple", "Rotten Apple",
  "Honeycrisp Apple", "Gala Apple", "Apple Bobbing",
  "Amazon Rainforest", "Amazon Rain Forest", "Amazon River", "Amazon Basin", "Amazon Jungle", "Amazon Forest", "Amazon Deforestation", "Amazon Tribe",
  "Amazon Tribes", "Amazon Fires", "Amazon Region",
  "Brazilian Amazon", "Peruvian Amazon", "Colombian Amazon", "Brazil ' s Amazon", "Peru ' s Amazon", "Amazon Delta", "Amazon Drought", "Amazon Indigenous",
  "Amazon Soy", "Amazon Logging",
  "Intel Committee", "Intel Chief", "Intel Chiefs", "Intel Agency", "Intel Agencies", "Intel Official", "Intel Officials", "Intel Officer",
  "Intel Officers", "Intel Panel", "Intel Chair",
  "Intel Briefing", "Intel Sharing", "Intel Community", "Intel Report Says", "Intel Leak", "Intel Leaks", "House Intel", "Senate Intel", "Military Intel",
  "Russian Intel", "US Intel", "U . S . Intel",
  "Ukrainian Intel", "Israeli Intel", "British Intel", "Insider Intel", "Market Intel", "Corning , New York", "Corning , N", "Corning Museum",
  "Corning Hospital", "Corning Community", "Corning - Painted",
  "Eaton Fire", "Eaton Canyon", "Eaton Rapids", "Eaton County", "Eaton College", "Alphabet Soup", "Alphabet City", "Alphabet Song", "Alphabet Agencies",
  "Arm of", "Arm ' s Length", "Arm - s", "Long Arm", "Arm Injury", "Arm Wrestling",
  "Caterpillar Outbreak", "Meta Description", "Meta Title", "Meta Tags", "Meta Level", "Meta Humor", "Meta Quest Giver", "Snowflake Generation",
  "Cummins Prison", "Disco Ball", "Disco Fever", "Disco Music",
  "Disco Inferno", "Disco Era", "Constellation Prize", "Delta Blues", "Delta Smelt", "Delta Plus", "Mississippi Delta", "Niger Delta", "Mekong Delta",
  "River Delta", "Nile Delta", "Pearl River Delta",
  "Cipher Suite", "Gigabyte Internet", "A Gigabyte", "Per Gigabyte", "Mitochondrial Cadence", "Marching Cadence", "Cisco , Texas",
  /* Chinese and Japanese: words and other companies that have a name inside */
  "蘋果日報", "蘋果產季", "蘋果產區", "蘋果產地", "富士蘋果", "蘋果種植", "蘋果滯銷", "蘋果豐收", "烤蘋果",
  "亞馬遜地區", "亞馬遜部落", "殷墟甲骨文",


  "米其林三星", "福祿壽三星", "三星生物", "三星SDI", "三星SDS", "三星重工", "三星人壽", "三星物產", "三星證券", "三星顯示", "三星科技", "宜蘭三星", "阿里山", "阿里郎", "阿里布達", "阿里格", "阿里亞", "阿里巴巴與四十", "巴阿里",
  "聯想到", "聯想起", "聯想力", "聯想詞", "令人聯想", "引聯想", "讓人聯想", "使人聯想", "產生聯想", "聯想記憶", "自由聯想", "無限聯想", "康寧醫院", "康寧路", "康寧大學", "康寧街",
  "新思科",
  "創意產業", "文化創意", "文創意", "創意市集", "創意料理", "創意發想", "創意設計", "創意教學", "有創意", "無創意", "創意十足", "創意總監", "AI浪潮", "新浪潮", "浪潮下", "浪潮來", "寒武紀大爆發", "寒武紀生命", "寒武紀化石",
  "ディスコ音楽", "ディスコクイーン", "エアディスコ", "味の素スタジアム", "谷歌新聞", "康寧祥", "智邦國際", "建準備", "健策略",
  NULL,
};

/* Simplified characters. */
const PenstockNamesGuard penstock_names_guards[] = {
  { "台达", "平舞月阳一这每两三四五六七八九十万千百部几电后前", NULL }, { "台积", "平舞月阳一这每万千百部后前", "极累水木" }, { "台积电", "平舞月", NULL }, { "台光电", "平", NULL }, { "台燿", "平", NULL },
  { "川湖", "四", NULL }, { "美光", "欧优完唯精健华赞", "伏电学滑头谷" }, { "应材", "供因相反适对效呼感", "料" }, { "贸联", "外经世内商", "盟" }, { "光宝", "时月阳星金", "石贝盒" }, { "广达", "推宽深", "千万百数" },
  { "联电", "关串并互物车内外网蓝双", "网器商视影台" }, { "南电", "越湖云东海河西江济台指华淮闽赣闵", "视力影动网信路器站费" }, { "思科", "马新立", NULL }, { "博通", "普广渊", "古" }, { "勤诚", "辛", NULL },
  { "微软", "轻略稍", NULL }, { "伊顿", NULL, "公" }, { "苹果", "青红大烤毒坏啃小", "派农树园汁醋价节肌牛日酒干酱片酸" }, { "甲骨文", "殷墟", "字出研入书学考展" }, { "三星", "宜", "葱乡级堆餐米" },
  { "超微", "奈", "粒型细结量距小观光弱" },
  { "欣兴", "欢欣", NULL }, { "万润", NULL, "滑" }, { "辉达", "光", NULL }, { "鸿海", "飞", "洋滩" }, { "世芯", NULL, "片" }, { "胜宏", "战", "愿" }, { "捷普", NULL, "通及" },
  { "格芯", NULL, "片" }, { "戴尔", "布科", NULL }, { "双鸿", "成", NULL },
  { "谷歌", "山", "声" }, { "亚马逊", NULL, "雨河森丛流州热" }, { "日月光", NULL, "华辉" }, { "信骅", NULL, NULL }, { "科磊", NULL, "落" }, { "安谋", "治", NULL },
  { "力成", "努能动电人压劳主权火得全有算推合奋实魅潜接", "为本长就员功立熟" },
  { NULL, NULL, NULL },
};

/* Also common words or other people's names: a capital and one sign. */
const char penstock_names_name_words[] =
  "apple amazon oracle meta micron intel cisco corning eaton cummins caterpillar snowflake dell alphabet cadence gigabyte schneider powertech gold_circuit "
  "bloom_energy victory_giant elite_material king_yuan";

/* First of all words: a sign must stand beside them. Single words that are not here, of four letters or fewer, are held to the same. */
const char penstock_names_plain_words[] =
  "arm flex disco coherent applied lam credo constellation cipher delta quanta screen auras hanmi kokusai besi onto advanced_energy taiwan_union "
  "all_ring 创意 力成 浪潮 寒武纪 ディスコ 联想 康宁 阿里 超众 建准 健策";

/* Short, but nobody else's. */
const char penstock_names_acronyms[] = "amd aws kla abb umc hpe xai at&s guc tsm";

/* What may be left off at the end of a name. */
const char penstock_names_endings[] =
  "technology technologies holding holdings group corp inc electronics semiconductor industries manufacturing electric international platforms systems "
  "networks computer tech precision "
  "labs global works micom kogyo interconnect";

/* What must not be left when endings go: places and words that say nothing. */
const char penstock_names_bare[] =
  "taiwan tokyo japan china korea asia shenzhen shanghai singapore american america european europe texas general national united western eastern northern "
  "southern global international advanced super "
  "first new digital power electric nan king gold grand all pure micro delta be the";

/* Symbols that are words or mean other things where they stand alone. */
const char penstock_names_symbol_words[] = "form snow coin meta flex lite arm cat net mod be tt te ter mu fn su pwr tel ats enr aph cls cmi ceg mdb onto";
const char penstock_names_short_symbols[] = "amd tsm umc hpe";

const char penstock_names_exchanges[] =
  "nasdaq nasdaqgs nasdaqgm nasdaqcm nyse nysearca amex american arca cboe twse tpex tpe two tyo tse jpx hkg hkex sehk krx kosdaq kospi sse szse she sha "
  "shse otc otcmkts otcqb otcqx "
  "euronext epa ams etr fra xetra swx six vie wbag lse lon tsx tsxv asx bse nsi nse";

const char penstock_names_corporate[] =
  "corp corporation inc incorporated ltd limited plc co company holdings holding ag se nv kk llc gmbh technologies platforms systems";

const char penstock_names_market_words[] =
  "stock stocks share shares shareholder shareholders investors investor earnings revenue revenues sales profit profits results guidance outlook ceo cfo "
  "cto chief dividend ipo adr adrs bonds debt "
  "q1 q2 q3 q4 executive executives board analysts chips chip shipments orders backlog aktie umsatz gewinn anleger options buyback valuation rival rivals "
  "foundry";

const char penstock_names_verbs[] =
  "to says said plans unveils announces announced reports reported posts posted raises raised cuts cut beats beat misses missed tops topped forecasts sees "
  "expects warns wins won signs signed launches "
  "launched buys bought acquires acquired sells sold invests hires names appoints taps sues faces joins joined seeks eyes weighs denies denied delays "
  "halts expands builds opens shuts closes gains rises "
  "rose falls fell jumps jumped drops dropped slides soars surges slips sinks slumps tumbles climbs rallies hits lifts lifted lowers trims boosts hikes "
  "doubles triples guides earns reaffirms files agrees agreed "
  "acquiring partners teams inks secures lands gets receives completes ships starts begins resumes ends loses adds will aims considers explores unveiling "
  "debuts reveals releases introduces rolls pushes turns "
  "cutting raising planning working looking buying selling building considering exploring preparing facing seeking laying investing expanding hiring "
  "testing developing launching "
  "narrows widens swings scales reins ramps readies preps plots mulls slashes sheds tightens softens shelves withdraws updates upgrades downgrades backs "
  "powers trails leads overtakes surpasses "
  "extends renews strikes clinches clears passes fails struggles braces defends fires lays streamlines merges spins lists prices files pledges commits "
  "teases pitches offers brings shows holds keeps takes makes moves needs wants gives goes "
  "supplies pays spends settles appeals urges tells asks bets backs leads tapes pops plunges edges extends pauses scraps drops cancels suspends recalls "
  "responds accuses approves authorizes declares kündigt meldet "
  "übertrifft investiert will plant veröffentlicht streicht verkauft kauft legt baut warnt senkt hebt steigert schreibt bringt stellt bricht erwartet "
  "verliert gewinnt liefert";

/* What only a NAME needs behind it: too common for a plain word. */
const char penstock_names_auxiliaries[] = "is was has had may might could can would should must isn doesn won didn";

/* Words of the trade anywhere in the headline: a sign for a NAME, not for a plain word. */
const char penstock_names_context[] =
  "ai chip chips chipmaker chipmakers semiconductor semiconductors cloud datacenter datacenters server servers gpu gpus cpu cpus foundry iphone iphones "
  "ipad mac siri ios stock stocks shares earnings revenue "
  "analyst analysts investors wall nasdaq antitrust capex guidance ceo software dram nand hbm memory export tpu tpus openai smartphone smartphones laptop "
  "laptops quarterly ipo nyse e-commerce wafer wafers tech "
  "hyperscaler hyperscalers fab fabs";

const char penstock_names_hyphen_tails[] =
  "backed owned led made designed supplier suppliers aktie aktien chef konzern tochter affiliate linked funded parent approved powered based built "
  "developed run controlled invested style branded anleger papiere";

/* A CJK name that is also a word counts where one of these follows it. */
const char *const penstock_names_cjk_signs[] = {
  "營收", "股價", "法說", "財報", "董", "執行長", "營運長", "財務長", "發言人", "總經理", "第", "前三季", "上半年", "下半年", "今年", "去年", "獲利", "淨利", "接單", "訂單", "擴產", "漲停", "跌停", "科技",
  "電子", "集團", "公司", "宣布", "宣佈", "推出", "發布", "發佈",
  "發表", "上調", "下調", "上修", "下修", "將", "擬", "攜", "財測", "外資", "股", "盤中", "盤後", "ADR", "CEO", "EPS", "Q1", "Q2", "Q3", "Q4", "の株", "が株", "、通期", "は", "、4", "、1",
  "、7", "、10", "收購", "回應", "否認", "裁員", "雲",
  NULL,
};
