"""What stops a run before its end."""

TABLE: dict[str, tuple[str, str]] = {
    "storage_limit_exceeded": (
        "Salesforce のデータストレージが不足しています。空きを確保してから再開してください。",
        "Salesforce's data storage is full. Free some and continue.",
    ),
    "storage_too_small": (
        "Salesforce のデータストレージの空きは名刺約 {fit:,} 枚分で、これから作成する名刺は {needed:,} 枚以上あります。"
        "空きを確保するか、転送しない所有者を選んでから再開してください。",
        "Salesforce's data storage has room for about {fit:,} more cards, but at least {needed:,} are to be created. "
        "Free some, or choose owners whose cards are not sent, and continue.",
    ),
    "calls_too_few_in_small": (
        "Salesforce の自動処理などのため、名刺を {size} 件ずつしか送れません。{cards:,} 枚には {needed:,} 回の API コールが"
        "必要ですが、本日の残りは {left:,} 回です。24 時間以内に戻ります。後で再開してください。",
        "Salesforce takes only {size} cards at a time here, for instance because of an automation. {cards:,} cards need "
        "{needed:,} API calls, and {left:,} are left today. The limit returns within 24 hours. Continue later.",
    ),
    "calls_too_few": (
        "Salesforce の API コール数の残りは {left:,} 回で、これから書き込む {cards:,} 枚以上の名刺には足りません。"
        "24 時間以内に回復します。後で再開してください。",
        "Salesforce allows {left:,} more API calls today, too few for the {cards:,} or more cards to be written. "
        "The limit returns within 24 hours. Continue later.",
    ),
    "job_failed": (
        "Salesforce の一括処理が失敗しました。しばらくしてから再開してください。{detail}",
        "A bulk job failed in Salesforce. Continue in a while. {detail}",
    ),
    "job_stalled": (
        "Salesforce の一括処理が進んでいません。しばらくしてから再開すると、結果を確認して続きから転送します。",
        "A bulk job in Salesforce makes no progress. Continuing in a while asks how it ended and goes on from there.",
    ),
    "job_vanished": (
        "Salesforce の一括処理が見つからなくなりました。再開すると続きから転送します。",
        "A bulk job is no longer to be found in Salesforce. Continuing goes on from there.",
    ),
    "stopped_by_person": (
        "停止しました。再開すると続きから転送します。",
        "Stopped. Continuing goes on from there.",
    ),
    "transfer_ended_early": (
        "転送のプロセスが突然終了しました（終了コード {code}）。メモリ不足などのため OS が終了させた可能性があります。再開すると続きから"
        "転送します。同じことが続く場合は、記録（{file}）とともに管理者に相談してください。",
        "The process that transfers ended all of a sudden (code {code}). The system may have ended it, for want of memory for "
        "one. Continuing goes on from there; if it happens again, show the log to who helps you: {file}",
    ),
    "transfer_crashed": (
        "プログラムの不具合のため転送が中断しました（{error}）。転送済みの名刺は記録されています。同じことが続く場合は、記録（{file}）と"
        "ともに開発元または管理者に連絡してください。",
        "A fault of this program stopped the transfer ({error}). What was sent is recorded. If it happens again, show the log "
        "to who helps you: {file}",
    ),
    "busy": (
        "プロファイル「{profile}」は別の処理で使用中です。終わってから実行してください。",
        "The profile “{profile}” is busy with another run. Try again when it has ended.",
    ),
}
