/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-text-private.h"

/* Traditional (or Japanese) characters and their simplified forms, by pairs: those of the names of the chain, of the words in the tables of news/, and of what
 * stands around them in headlines. Text and tables are both folded, so either script finds either. */
static const char pairs[] =
  "臺台積积電电聯联華华鴻鸿廣广達达緯纬創创穎颖業业輝辉爾尔騰腾訊讯亞亚馬马遜逊軟软蘋苹寧宁應应興兴碩硕貿贸澤泽寶宝雙双準准誠诚紀纪際际勝胜維维鎧铠東东極极"
  "機机萬万潤润發发驊骅眾众樂乐圓圆門门晶晶偉伟飛飞凱凯麥麦諾诺紅红藍蓝貝贝體体導导圖图訂订單单營营獲获淨净損损虧亏減减漲涨調调擴扩廠厂產产線线設设備备"
  "資资債债購购併并買买賣卖協协議议簽签約约戰战進进軍军運运連连續续負负責责贏赢報报財财預预測测評评級级標标價价開开關关閉闭終终審审訴诉訟讼罰罚禁禁許许"
  "準准無无實实認认傳传據据聞闻說说謠谣謀谋應应對对於于與与為为從从來来這这個个們们會会動动務务員员裁裁職职離离長长總总經经理理執执董董監监換换選选舉举"
  "縮缩緩缓遲迟暫暂斷断燒烧災灾震震災灾傷伤駭骇漏漏洩泄稅税關关條条規规則则類类種种億亿兆兆萬万數数據据現现場场處处雲云網网絡络訓训練练頭头組组裝装"
  "術术識识鏈链鍵键銅铜鋁铝鋼钢錢钱錄录錯错鏡镜閘闸闆板陸陆陽阳隊队階阶隨随難难雜杂霧雾頂顶項项順顺須须頓顿預预領领頻频題题額额顏颜願愿顯显風风飯饭養养"
  "驗验驚惊魚鱼鮮鲜鳥鸟麗丽黃黄點点齊齐龍龙龜龟歲岁歷历歸归殺杀氣气漢汉潔洁濟济灣湾熱热爭争狀状獨独環环畫画異异療疗盤盘確确禮礼稱称穩稳競竞筆笔節节範范"
  "築筑簡简糧粮給给統统綠绿編编緊紧縣县織织繼继罷罢聽听聲声脫脱腦脑舊旧艦舰藝艺藥药蘭兰號号裡里補补複复襲袭視视覺觉觀观計计記记訪访詢询話话誤误課课請请"
  "論论證证譯译護护讓让變变豐丰貨货質质賴赖賽赛贊赞趕赶躍跃車车較较載载輕轻輪轮輸输轉转辦办農农過过達达違违遠远適适還还邊边鄰邻釋释針针鈔钞銀银銷销"
  "応应沢泽発发変变売卖単单価价済济検检験验従从戦战図图広广関关気气実实県县歩步権权帰归浜滨齢龄"
  "團团諦谛臉脸邁迈俠侠績绩紡纺並并學学顆颗溫温敗败飆飙衝冲勁劲優优滿满剛刚揚扬棄弃攜携佈布嚴严擊击幣币韓韩樓楼臨临鬆松壓压廢废靜静歐欧復复層层屬属榮荣跡迹態态撐撑銳锐黴霉"
  "樹树構构歡欢權权壽寿奧奥奪夺寫写將将國国園园後后愛爱慮虑憶忆擬拟決决滯滞當当區区戶户沒没純纯細细結结羅罗詞词談谈試试費费賺赚遞递遷迁鄉乡醫医閃闪闢辟絕绝製制蓋盖顧顾駁驳廳厅叢丛蔥葱纜缆島岛幾几幫帮尋寻擇择擔担擋挡撥拨響响館馆驅驱紛纷"
  "彈弹徵征恆恒擾扰攝摄敵敌樣样殘残毀毁滬沪漸渐煙烟牆墙畢毕盜盗盡尽礎础紙纸緣缘聖圣衛卫診诊詐诈該该詳详講讲謝谢譽誉貫贯販贩貪贪賀贺軌轨遊游郵邮鉅巨鎖锁鎮镇鐵铁頁页餘余騙骗吳吴孫孙喬乔羅罗劉刘陳陈趙赵黨党曉晓楊杨鄭郑許许蔣蒋葉叶賴赖簡简";

static gpointer
build_pairs (gpointer unused)
{
  GHashTable *table = g_hash_table_new (NULL, NULL);

  for (const char *p = pairs; *p != '\0';)
    {
      gunichar from = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      g_hash_table_insert (table, GUINT_TO_POINTER (from), GUINT_TO_POINTER (g_utf8_get_char (p)));
      p = g_utf8_next_char (p);
    }
  return table;
}

gunichar
penstock_news_simplify (gunichar c)
{
  static GOnce once = G_ONCE_INIT;
  gpointer simple;

  if (c < 0x3400 || c > 0x9fff)
    return c;
  g_once (&once, build_pairs, NULL);
  simple = g_hash_table_lookup (once.retval, GUINT_TO_POINTER (c));
  return simple != NULL ? GPOINTER_TO_UINT (simple) : c;
}
