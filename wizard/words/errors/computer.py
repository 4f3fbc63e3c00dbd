"""Faults of this computer: keyring, folders, clock, scheduler, screen."""

TABLE: dict[str, tuple[str, str]] = {
    "no_keyring": (
        "パスワードを安全に保存するキーリングが利用できないため、何も保存しませんでした。"
        "OS のキーリング（資格情報マネージャー、キーチェーン、Secret Service）を有効にしてください。",
        "No keyring that can keep secrets safely is available, so nothing was saved. "
        "Enable the system's keyring (Credential Manager, Keychain, Secret Service).",
    ),
    "keyring_refused": (
        "キーチェーンへのアクセスが拒否されました。もう一度実行し、確認の画面で [常に許可] を選んでください。",
        "Access to the keychain was refused. Try again, and choose “Always Allow” when macOS asks.",
    ),
    "keyring_silent": (
        "キーチェーンが時間内に応答しませんでした。macOS の確認の画面が表示されていないか確認し、もう一度実行してください。",
        "The keychain did not answer in time. Look for a question of macOS that waits for you, then try again.",
    ),
    "keyring_locked": (
        "キーリング（パスワードの保管場所）がロックされているか、応答を待っています。ロックを解除するか、表示されている確認画面で許可して"
        "から、もう一度実行してください。",
        "The keyring is locked, or waits for your answer. Unlock it, or allow what it asks in a window of its own, and try "
        "again.",
    ),
    "keyring_overwrite_refused": (
        "キーリングが「{entry}」の上書きを許可しなかったため、新しい項目として保存しました。パスワード管理ソフトの設定で、このプログラムに"
        "よる項目の読み取りと上書きを、確認なしで許可してください（KeePassXC では [設定] > [シークレットサービス統合] の確認をオフにし"
        "ます）。",
        "The keyring did not let “{entry}” be overwritten, so a new entry was made. Let this program read and overwrite its "
        "entries without being asked (in KeePassXC: Settings > Secret Service Integration, switch the confirmation off).",
    ),
    "secret_stays": (
        "キーリングが「{entry}」を削除しませんでした。まだ残っています。キーリングの管理画面（Windows は資格情報マネージャー、Mac は"
        "キーチェーンアクセス、Linux は「パスワードと鍵」、KWallet マネージャー、KeePassXC など）で削除してください。",
        "The keyring did not delete “{entry}”; it is still there. Remove it in the keyring's own program: Credential Manager "
        "on Windows, Keychain Access on a Mac; Passwords and Keys, KWallet Manager or KeePassXC on Linux.",
    ),
    "sign_in_not_saved": (
        "更新された Salesforce の認証をキーリングに保存できませんでした。キーリングのロックを解除し、このプログラムによる上書きを許可して"
        "から、もう一度認証してください。転送した内容と設定は保持されています。",
        "The renewed Salesforce sign-in could not be saved in the keyring. Unlock the keyring, let this program overwrite its "
        "entries, and sign in again. What was transferred and the set-up are kept.",
    ),
    "secret_too_long": (
        "認証情報が長すぎて（1,280 文字以上）、キーリングに保存できません。貼り付けた内容を確認してください。",
        "The secret is too long for a keyring (more than 1,280 characters). Check what was pasted.",
    ),
    "sansan_key_gone": (
        "キーリングに Sansan の API Key が見つかりません。「Sansan と接続」でもう一度登録してください。設定は保持されています。",
        "The Sansan API key is no longer in the keyring. Enter it again under Connect Sansan; the set-up is kept.",
    ),
    "sign_in_gone": (
        "Salesforce の認証が保存されていません。もう一度認証してください。設定は保持されています。",
        "There is no Salesforce sign-in in the keyring. Sign in again; the set-up is kept.",
    ),
    "folder_not_writable": (
        "フォルダー「{folder}」に書き込めません。権限と空き容量を確認してください。",
        "The folder “{folder}” cannot be written. Check its permissions and the free space.",
    ),
    "ledger_unreadable": (
        "転送の記録「{file}」を開けません。ファイルの権限と空き容量を確認してください。",
        "The record of transfers, “{file}”, cannot be opened. Check its permissions and the free space.",
    ),
    "ledger_damaged": (
        "転送の記録「{file}」が壊れています。`sync --full` を実行すると、壊れた記録を別名で残し、Sansan と Salesforce から"
        "作り直します。名刺が重複することはありません。",
        "The record of transfers, “{file}”, is damaged. `sync --full` keeps it under another name and makes a new one "
        "from Sansan and Salesforce; no card is doubled.",
    ),
    "disk_full": (
        "「{folder}」に書き込む空き容量がありません。空きを確保してから再開してください。書き込み済みの記録は失われていません。",
        "There is no space left to write to “{folder}”. Free some and continue; nothing that was recorded is lost.",
    ),
    "ledger_too_new": (
        "転送の記録は、より新しいバージョンで作成されています。プログラムを更新してください。",
        "The record of transfers was made by a newer version. Update the program.",
    ),
    "home_of_another": (
        "データのフォルダー「{folder}」は別のユーザーのものです。中身はあなただけが読み取れますが、フォルダーの所有者は削除できます。",
        "The data folder “{folder}” belongs to another user. What lies in it can be read by you alone, but its owner can "
        "delete it.",
    ),
    "home_shared": (
        "データのフォルダー「{folder}」はほかのユーザーも開けます。中身はあなただけが読み取れます。書き込める人は削除できるため、"
        "共有フォルダーを使わないことをお勧めします。",
        "Other users can open the data folder “{folder}”. What lies in it can be read by you alone, but whoever may write "
        "there can delete it; better use a folder of your own.",
    ),
    "schedule_without_password": (
        "環境変数 {variables} にはパスワードが含まれるため、自動転送の設定には保存していません。自動転送はこのプロキシを使わずに実行されます。"
        "パスワードのいらないプロキシを指定するか、システム側で設定してください（Linux では ~/.config/environment.d）。",
        "The environment variables {variables} hold a password, which is not kept in the schedule: automatic transfers run "
        "without that proxy. Name a proxy that wants no password, or set it for the system (on Linux in ~/.config/environment.d).",
    ),
    "schedule_not_proven": (
        "自動転送と同じ条件で試したところ、実行できませんでした。自動転送は設定していません。{said}",
        "A trial with exactly what the schedule would start did not work, so no schedule was made. {said}",
    ),
    "clock_wrong": (
        "このコンピューターの時計が Salesforce の時刻と {minutes} 分ずれています。転送には Sansan と Salesforce の時刻を使いました。"
        "コンピューターの時刻を合わせてください。",
        "This computer's clock is {minutes} minutes off Salesforce's. The transfer went by the services' own time. Set the "
        "clock right.",
    ),
    "scheduler_refused": (
        "定期実行を設定できませんでした。`{tool}` が利用できないか、エラーを返しました。"
        "別のスケジューラーから `sync` を実行することもできます。{detail}",
        "The recurring transfer could not be set: `{tool}` is not available, or refused. "
        "Any other scheduler can run `sync` instead. {detail}",
    ),
    "program_in_passing_place": (
        "プログラムがディスクイメージまたはダウンロードフォルダーから直接実行されているため、定期実行を設定できません。"
        "「アプリケーション」フォルダーに移動し、そこから開いてからもう一度設定してください。",
        "The program runs straight from a disk image or the downloads folder, where a schedule would not find it again. "
        "Move it to the Applications folder, open it there, and set the schedule again.",
    ),
    "no_schedule_yet": (
        "「{profile}」の定期的な転送はまだ設定されていません。--hourly、--daily、--weekly のいずれかも指定してください。",
        "“{profile}” has no schedule yet: give --hourly, --daily or --weekly, too.",
    ),
    "hook_unreadable": (
        "コマンドを読み取れません。引用符が閉じているか確認してください: {command}",
        "The command cannot be read; see that its quotes are closed: {command}",
    ),
    "schedule_by_hand": (
        "定期実行の設定「{file}」は手で変更されているため、読み取れません。設定し直してください。",
        "The schedule in “{file}” was changed by hand and cannot be understood. Set it again.",
    ),
    "schedule_wrong": (
        "時刻は HH:MM、曜日は mon tue wed thu fri sat sun のいずれかで指定してください: {value}",
        "Give a time as HH:MM and a day as one of mon tue wed thu fri sat sun: {value}",
    ),
    "window_does_not_answer": (
        "すでに開いているウィンドウが応答しません。しばらくしてからもう一度開くか、そのプログラムを終了してください。",
        "A window is open already, but does not answer. Open it again in a while, or end that program.",
    ),
    "window_as_root": (
        "ウィンドウは root では開けません（組み込みブラウザーが root での実行を拒否します）。一般ユーザーで起動してください。"
        "`setup` や `sync` などのコマンドは root でも使えます。",
        "The window does not open for root, because its embedded browser refuses to run as root. Start the program as "
        "an ordinary user. Commands such as `setup` and `sync` work for root, too.",
    ),
    "no_user_namespace": (
        "ウィンドウを開けません。組み込みブラウザーの保護に必要なユーザー名前空間が、このシステムでは許可されていません。Ubuntu では "
        ".deb でインストールしてください。コンテナーではユーザー名前空間を許可してください。`setup` や `sync` などのコマンドは使えます。",
        "The window cannot be opened: this system does not allow user namespaces, which protect the embedded browser. "
        "On Ubuntu, install the .deb; in a container, allow user namespaces. Commands such as `setup` and `sync` work.",
    ),
    "schedule_missed": (
        "自動転送が 2 回以上実行されていません（最後の転送: {last}）。PC の電源、サインイン、OS のスケジューラーを確認してください。",
        "The automatic transfer was missed twice or more; the last one was {last}. See whether the computer is on, you are "
        "signed in, and the system's scheduler starts it.",
    ),
    "no_screen": (
        "画面がないためウィンドウを開けません。`setup` と `sync` を使うか、`--help` をご覧ください。",
        "There is no screen for the window. Use `setup` and `sync`, or see `--help`.",
    ),
    "port_taken": (
        "指定したポートは使用中です。別のポートを指定してください。",
        "The given port is in use. Choose another.",
    ),
}
