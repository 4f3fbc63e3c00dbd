"""What the commands say that look after the program itself: self-test, schedule, diagnostics."""

TABLE: dict[str, tuple[str, str]] = {
    "help_self_test": (
        "プログラムの各部分を代役サービスで一度ずつ試す。実際のデータには触れない",
        "use every part of the program once on the stand-in services; touches nothing real",
    ),
    "self_test_well": ("すべて正常です。", "All is well."),
    "self_test_part": ("「{part}」に問題があります: {problem}", "“{part}” does not work: {problem}"),
    "self_test_line": ("標準エラー出力に想定外の行があります: {line}", "Unexpected line on standard error: {line}"),
    "self_test_ended": (
        "セルフテストが途中で終了しました（{code}）。",
        "The self-test ended before its end ({code}).",
    ),
}
