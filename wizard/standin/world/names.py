"""Name tables: Japanese names with kana and Latin spelling, rare characters among them, and foreign names."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """One part of a name: as written, its kana reading, and its Latin spelling (lower case)."""

    written: str
    kana: str
    latin: str


def words(text: str) -> list[str]:
    """Split a table written as one text at its spaces and line ends."""
    return text.split()


def _table(text: str) -> tuple[Name, ...]:
    return tuple(Name(*entry.split("/")) for entry in words(text))


LAST_NAMES = _table(
    """
    佐藤/サトウ/sato 鈴木/スズキ/suzuki 高橋/タカハシ/takahashi 髙橋/タカハシ/takahashi
    田中/タナカ/tanaka 伊藤/イトウ/ito 渡辺/ワタナベ/watanabe 渡邉/ワタナベ/watanabe
    渡邊/ワタナベ/watanabe 山本/ヤマモト/yamamoto 中村/ナカムラ/nakamura 小林/コバヤシ/kobayashi
    加藤/カトウ/kato 吉田/ヨシダ/yoshida 𠮷田/ヨシダ/yoshida 山田/ヤマダ/yamada 佐々木/ササキ/sasaki
    山口/ヤマグチ/yamaguchi 松本/マツモト/matsumoto 井上/イノウエ/inoue 木村/キムラ/kimura
    林/ハヤシ/hayashi 斎藤/サイトウ/saito 齋藤/サイトウ/saito 齊藤/サイトウ/saito 清水/シミズ/shimizu
    山崎/ヤマザキ/yamazaki 山﨑/ヤマザキ/yamazaki 森/モリ/mori 池田/イケダ/ikeda 橋本/ハシモト/hashimoto
    阿部/アベ/abe 石川/イシカワ/ishikawa 前田/マエダ/maeda 藤田/フジタ/fujita 小川/オガワ/ogawa
    岡田/オカダ/okada 後藤/ゴトウ/goto 長谷川/ハセガワ/hasegawa 村上/ムラカミ/murakami
    近藤/コンドウ/kondo 石井/イシイ/ishii 坂本/サカモト/sakamoto 遠藤/エンドウ/endo 青木/アオキ/aoki
    藤井/フジイ/fujii 西村/ニシムラ/nishimura 福田/フクダ/fukuda 太田/オオタ/ota 三浦/ミウラ/miura
    岡本/オカモト/okamoto 松田/マツダ/matsuda 中川/ナカガワ/nakagawa 中野/ナカノ/nakano
    原田/ハラダ/harada 小野/オノ/ono 田村/タムラ/tamura 竹内/タケウチ/takeuchi 金子/カネコ/kaneko
    和田/ワダ/wada 中山/ナカヤマ/nakayama 石田/イシダ/ishida 上田/ウエダ/ueda 森田/モリタ/morita
    小島/コジマ/kojima 柴田/シバタ/shibata 原/ハラ/hara 宮崎/ミヤザキ/miyazaki 宮﨑/ミヤザキ/miyazaki
    酒井/サカイ/sakai 工藤/クドウ/kudo 横山/ヨコヤマ/yokoyama 宮本/ミヤモト/miyamoto 内田/ウチダ/uchida
    高木/タカギ/takagi 髙木/タカギ/takagi 安藤/アンドウ/ando 谷口/タニグチ/taniguchi 大野/オオノ/ono
    丸山/マルヤマ/maruyama 今井/イマイ/imai 髙田/タカダ/takada 河野/コウノ/kono 藤本/フジモト/fujimoto
    村田/ムラタ/murata 武田/タケダ/takeda 上野/ウエノ/ueno 杉山/スギヤマ/sugiyama 増田/マスダ/masuda
    平野/ヒラノ/hirano 菅原/スガワラ/sugawara 久保/クボ/kubo 松井/マツイ/matsui 千葉/チバ/chiba
    岩﨑/イワサキ/iwasaki 川邉/カワベ/kawabe 神﨑/カンザキ/kanzaki 德永/トクナガ/tokunaga
    槇原/マキハラ/makihara 辻/ツジ/tsuji
    """
)

FIRST_NAMES = _table(
    """
    花子/ハナコ/hanako 太郎/タロウ/taro 翔太/ショウタ/shota 美咲/ミサキ/misaki 健太/ケンタ/kenta
    愛/アイ/ai 大輔/ダイスケ/daisuke 陽子/ヨウコ/yoko 拓也/タクヤ/takuya 直美/ナオミ/naomi
    誠/マコト/makoto 由美子/ユミコ/yumiko 健一/ケンイチ/kenichi 恵子/ケイコ/keiko 浩/ヒロシ/hiroshi
    真由美/マユミ/mayumi 隆/タカシ/takashi 裕子/ユウコ/yuko 学/マナブ/manabu 智子/トモコ/tomoko
    直樹/ナオキ/naoki 香織/カオリ/kaori 亮/リョウ/ryo 彩/アヤ/aya 和也/カズヤ/kazuya 麻衣/マイ/mai
    達也/タツヤ/tatsuya 奈々/ナナ/nana 剛/ツヨシ/tsuyoshi 明美/アケミ/akemi 雄一郎/ユウイチロウ/yuichiro
    久美子/クミコ/kumiko 潤/ジュン/jun さくら/サクラ/sakura 祐介/ユウスケ/yusuke ひかり/ヒカリ/hikari
    修/オサム/osamu 千尋/チヒロ/chihiro 悠真/ユウマ/yuma 結衣/ユイ/yui 蓮/レン/ren 葵/アオイ/aoi
    大翔/ヒロト/hiroto 凛/リン/rin 湊/ミナト/minato 陽菜/ヒナ/hina 樹/イツキ/itsuki 紬/ツムギ/tsumugi
    颯太/ソウタ/sota 芽依/メイ/mei 純一/ジュンイチ/junichi 綾乃/アヤノ/ayano 俊介/シュンスケ/shunsuke
    瑞穂/ミズホ/mizuho 勝/マサル/masaru 郁恵/イクエ/ikue 哲也/テツヤ/tetsuya 典子/ノリコ/noriko
    祥子/ショウコ/shoko 幸一/コウイチ/koichi
    """
)

FOREIGN_LAST = _table(
    """
    Smith/スミス/smith Müller/ミュラー/mueller García/ガルシア/garcia O'Brien/オブライエン/obrien
    李/リ/li 王/ワン/wang 김/キム/kim Nguyễn/グエン/nguyen Łukasiewicz/ウカシェヴィチ/lukasiewicz
    Ivanov/イワノフ/ivanov Dupont/デュポン/dupont Åkesson/オーケソン/akesson Patel/パテル/patel
    Johnson/ジョンソン/johnson D'Angelo/ダンジェロ/dangelo Öztürk/オズトゥルク/ozturk
    """
)

FOREIGN_FIRST = _table(
    """
    John/ジョン/john Jürgen/ユルゲン/juergen María/マリア/maria Siobhán/シヴォーン/siobhan
    小龍/シャオロン/xiaolong 芳/ファン/fang 민준/ミンジュン/minjun Anh/アン/anh Zofia/ゾフィア/zofia
    Sergei/セルゲイ/sergei Anaïs/アナイス/anais Björn/ビョルン/bjoern Priya/プリヤ/priya
    Emily/エミリー/emily Chloë/クロエ/chloe Mehmet/メフメト/mehmet
    """
)
