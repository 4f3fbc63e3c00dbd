"""Spellings of one name that people take for the same: old and new kanji, hiragana and katakana, width.

Unicode's own folding (NFKC) leaves 髙 and 高, 﨑 and 崎, 齋 and 斎 apart. The table holds character variants
of surnames as Japanese registers list them, not different surnames that only sound alike (斎 and 斉 stay apart).
"""

from __future__ import annotations

from wizard.domain.text import fold

# Each word: the form in common use, then its variants.
_GROUPS = """
高髙 崎﨑嵜㟢 斎齋 斉齊 辺邉邊 吉𠮷 浜濱濵 沢澤 広廣 国國 桜櫻 島嶋嶌 富冨 恵惠 真眞 竜龍 滝瀧 応應 学學 寛寬
条條 円圓 黒黑 静靜 弥彌 栄榮 豊豐 槙槇 寿壽 実實 将將 曽曾 薮藪 桧檜 磯礒 館舘 峰峯 淵渕渊 柳栁 桑桒 栃枥
徳德 瀬瀨 塩鹽 関關 渋澁 亀龜 鉄鐵 経經 継繼 与與 万萬 亜亞 伝傳 児兒 剣劍劔 勲勳 厳嚴 団團 宝寶 尭堯 岳嶽 巌巖
当當 悦悅 戦戰 暁曉 晃晄 来來 楽樂 権權 歩步 歓歡 気氣 沖冲 清淸 温溫 湾灣 為爲 焼燒 猪豬 瑶瑤 穂穗 穣穰 粋粹
縁緣 総總 緑綠 聡聰 芦蘆 茎莖 荘莊 蔵藏 薫薰 蛍螢 覚覺 観觀 郎郞 郷鄕 鎮鎭 隣鄰 頼賴 顔顏 駆驅 鯵鰺 鴎鷗 鶏鷄 麦麥
黄黃 礼禮 禄祿 弁辨辯 橋槗𣘺 達逹 塁壘 壱壹 拠據 帯帶
"""
_HIRAGANA = range(0x3041, 0x3097)
_ITERATION = {ord("ヽ"): "ゝ", ord("ヾ"): "ゞ"}


def _table() -> dict[int, str]:
    variants = {ord(variant): group[0] for group in _GROUPS.split() for variant in group[1:]}
    kana = {code + 0x60: chr(code) for code in _HIRAGANA}
    return variants | kana | _ITERATION


_TABLE = _table()


def spellings_of(letter: str) -> str:
    """Return a character with those that people take for the same in names, itself first."""
    others = next((group for group in _GROUPS.split() if letter in group), letter)
    return letter + others.replace(letter, "")


def fold_name(text: str) -> str:
    """Return ``text`` for comparing names: width, case, kana and character variants do not count."""
    folded = fold(text)
    return folded if folded.isascii() else folded.translate(_TABLE)
