"""What the commands say that look after the program itself: self-test, schedule, diagnostics."""

TABLE: dict[str, tuple[str, str]] = {
    "waits_for_network": (
        "ネットワークに接続できません。{minutes} 分後にもう一度試します。",
        "Nothing can be reached. It is tried again in {minutes} minutes.",
    ),
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
    "help_log_level": (
        "ログに書く詳しさ（個人情報と機密情報は書かない）",
        "how much goes into the log (never personal data or secrets)",
    ),
    "help_diagnostics": (
        "サポート用の診断情報を表示または保存する（個人情報と機密情報は含まない）",
        "show or save what helps to find a fault (no personal data, no secrets)",
    ),
    "help_diagnostics_file": (
        "保存先のファイル（省略すると表示だけする）",
        "where to save it; without, it is only shown",
    ),
    "diagnostics_saved": ("診断情報を保存しました: {file}", "Saved in {file}."),
    "help_schedule": (
        "定期的な転送を表示、設定、変更、解除する",
        "show, make, change or remove the recurring transfer",
    ),
    "help_hourly": ("毎時 0 分に転送する", "transfer every hour, on the hour"),
    "help_daily": ("毎日この時刻に転送する", "transfer every day at this time"),
    "help_weekly": (
        "毎週この曜日（mon tue wed thu fri sat sun）のこの時刻に転送する",
        "transfer every week on this day (mon tue wed thu fri sat sun) at this time",
    ),
    "help_schedule_remove": ("定期的な転送を解除する", "end the recurring transfer"),
    "help_schedule_run": (
        "スケジューラーから呼ばれる: 1 回転送し、失敗したら知らせる",
        "what the scheduler calls: transfer once, tell the person of a failure",
    ),
    "help_schedule_full": (
        "名刺をすべて照合する頻度: 週に 1 回（既定）、またはしない",
        "how often one of its runs compares every card: once a week (usual), or never",
    ),
    "help_on_failure": (
        "失敗した実行の結果を JSON で標準入力に渡すコマンド（空文字で解除）",
        "a command that gets the answer of a run that failed, as JSON on standard input; empty: none",
    ),
    "full": ("全件照合", "Full comparison"),
    "hourly": ("毎時 {minute} 分", "every hour at minute {minute}"),
    "daily": ("毎日 {time}", "every day at {time}"),
    "weekly": ("毎週{day} {time}", "every {day} at {time}"),
    "mon": ("月曜日", "Monday"),
    "tue": ("火曜日", "Tuesday"),
    "wed": ("水曜日", "Wednesday"),
    "thu": ("木曜日", "Thursday"),
    "fri": ("金曜日", "Friday"),
    "sat": ("土曜日", "Saturday"),
    "sun": ("日曜日", "Sunday"),
    "schedule": ("定期実行", "Schedule"),
    "scheduler": ("スケジューラー", "Scheduler"),
    "scheduled": (
        "「{profile}」を {when} に転送します（{scheduler}）。",
        "“{profile}” transfers automatically {when} ({scheduler}).",
    ),
    "not_scheduled": (
        "「{profile}」の定期的な転送は設定されていません。",
        "“{profile}” does not transfer automatically.",
    ),
    "schedule_switched_off": (
        "「{profile}」の定期的な転送（{when}）は、{scheduler} 側で無効になっているため実行されません。"
        "もう一度設定すると有効になります。",
        "The schedule of “{profile}” ({when}) is switched off in {scheduler}, so nothing is transferred automatically. "
        "Set it again to turn it on.",
    ),
    "elevated": (
        "管理者として実行されています。設定、資格情報、定期実行は管理者のものになり、通常の実行では使えないことがあります。"
        "このプログラムに管理者権限は不要です。",
        "The program runs as administrator: what it sets up, its secrets and its schedule may then not be there for you "
        "when it runs as usual. It needs no such rights.",
    ),
    "schedule_rests": (
        "自動転送は、もう一度認証するか、手動で 1 回転送するまで停止しています。",
        "Automatic transfers rest until you have signed in again, or transferred once by hand.",
    ),
    "unattended": ("インテグレーションユーザー", "Integration user"),
    "schedule_rests_app": (
        "自動転送は、インテグレーションユーザーをもう一度確認する（「自動転送」のページ、または `setup`）か、手動で 1 回転送するまで停止しています。",
        "Automatic transfers rest until the integration user was proven again (page “Automatic transfers”, or `setup`), or "
        "you have transferred once by hand.",
    ),
    "run_alone_failed": ("自動転送に失敗しました。{reason}", "An automatic transfer failed. {reason}"),
}
