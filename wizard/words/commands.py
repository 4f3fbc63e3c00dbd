"""What the command line says when all is well, and its help."""

TABLE: dict[str, tuple[str, str]] = {
    # Help
    "about": (
        "Sansan の名刺を Salesforce に、正しい所有者で転送します。",
        "Bring Sansan business cards into Salesforce, under the right owners.",
    ),
    "help_setup": (
        "設定ファイルに従って設定する（転送はしない）",
        "set up from a file, short of the transfer",
    ),
    "help_sync": (
        "保存した設定で 1 回転送する（中断した転送は続きから）",
        "transfer once with a saved set-up; continues an interrupted one",
    ),
    "changed_by": (
        "レコードは Salesforce で {username} が変更しています。",
        "The record was changed in Salesforce by {username}.",
    ),
    "cards_fit": ("当てはまる名刺: {count} 枚。", "Cards that fit: {count}."),
    "card_id": ("名刺ID", "Card ID"),
    "name": ("名前", "Name"),
    "in_sansan": ("Sansan にある", "In Sansan"),
    "chosen": ("転送対象", "Chosen"),
    "outcome": ("転送の結果", "Outcome"),
    "reason": ("理由", "Reason"),
    "salesforce_id": ("Salesforce のレコード", "Record in Salesforce"),
    "owner": ("所有者", "Owner"),
    "link": ("関連づけ", "Link"),
    "by": ("決定", "By"),
    "type": ("種類", "Type"),
    "id": ("レコードID", "Record ID"),
    "help_explain": (
        "1 枚の名刺がどうなったかを、名刺ID、姓名、会社名、メールアドレスで調べる",
        "what became of one card, by id, name, company or address",
    ),
    "help_explain_card": (
        "名刺ID、姓名、会社名、メールアドレスのいずれか",
        "a card's id, a name, a company or an e-mail address",
    ),
    "help_status": (
        "設定の内容と前回の転送の結果を表示する",
        "show what is set up and what the last run did",
    ),
    "help_undo": ("1 回の転送を取り消す", "take one run back"),
    "help_export": (
        "設定を、認証情報を含まない設定ファイルとして書き出す（別の組織で `setup` に使える）",
        "write a set-up as a set-up file without secrets, for `setup` on another organisation",
    ),
    "help_export_file": ("書き出すファイル（TOML）", "the file to write (TOML)"),
    "help_disconnect": (
        "保存した API Key と認証情報を破棄し、Salesforce の認証を取り消す",
        "forget the key and the sign-in, and revoke the sign-in in Salesforce",
    ),
    "help_remove": (
        "設定と転送の記録も削除する（Salesforce の名刺は残る）",
        "delete the set-up and its records of transfers, too; cards in Salesforce stay",
    ),
    "help_run": ("転送番号（`status` に表示）", "the run's number, as `status` shows it"),
    "help_dry_run": (
        "何が起きるかを調べるだけで、Salesforce には何も書き込まない",
        "find out what would happen; nothing in Salesforce changes",
    ),
    "help_full": (
        "すべての名刺を読み直し、Salesforce の内容と照合する",
        "read every card again and compare with what Salesforce holds",
    ),
    "help_samples": (
        "--dry-run と同じ。さらに、名刺の内容の例を転送前後の値とともに表示する",
        "like --dry-run, and show samples with values before and after",
    ),
    "help_retry": (
        "前回失敗した名刺だけをもう一度転送する",
        "transfer only the cards whose last try failed",
    ),
    "help_missing": (
        "すべての名刺を読み直し、まだ転送していない名刺だけを送る",
        "read every card again and send only those never sent",
    ),
    "help_even_changed": (
        "その後 Salesforce で変更されたレコードも元に戻す",
        "take back records that somebody changed since, too",
    ),
    "help_standin": (
        "Sansan と Salesforce の代役サービスをこのコンピューター上で動かす",
        "run the stand-in Sansan and Salesforce on this computer",
    ),
    "help_demo": (
        "代役サービスで試す。実際のデータには触れない",
        "try it on the stand-in services; touches nothing real",
    ),
    "help_lang": ("表示言語", "language"),
    "help_json": (
        "結果を JSON で標準出力の最終行に出す",
        "put the answer as JSON on the last line of standard output",
    ),
    "help_profile": (
        "プロファイル名（1 つだけなら省略可）",
        "name of the profile; may be left out while there is one",
    ),
    "help_file": ("設定ファイル（TOML）", "the set-up file (TOML)"),
    "help_cards": ("名刺の枚数", "number of cards"),
    "help_users": ("Sansan ユーザーの人数", "number of Sansan users"),
    "help_seed": ("データの種", "seed of the data"),
    "help_port": ("ポート（0 は空いているもの）", "port (0: any free one)"),
    "help_package": ("Salesforce の Sansan パッケージの有無", "whether Salesforce has Sansan's package"),
    "help_customers": (
        "Salesforce に取引先、取引先責任者、リードを登録しておく",
        "let Salesforce hold accounts, contacts and leads already",
    ),
    "help_sandbox": ("Salesforce を Sandbox 環境にする", "make Salesforce a sandbox"),
    "usage": ("コマンドの指定が正しくありません: {detail}", "The command was not understood: {detail}"),
    "version": ("バージョンを表示する", "show the version"),
    # Signing in
    "open_browser": (
        "ブラウザーで Salesforce にログインしてください。開かない場合は次のアドレスを開いてください:\n{url}",
        "Sign in to Salesforce in your browser. If it does not open, open this address:\n{url}",
    ),
    "signed_in_page": (
        "ログインできました。このページは閉じてかまいません。",
        "You are signed in. You can close this page.",
    ),
    # Answers
    "set_up": (
        "設定を保存しました。{organization} に {user} として接続します。次は `sync` で転送します。",
        "The set-up is saved. It connects to {organization} as {user}. Next: `sync` transfers the cards.",
    ),
    "set_up_default": (
        "{count:,} 人の Sansan ユーザーは一致する Salesforce ユーザーがなく、既定の {username} に転送します。",
        "{count:,} Sansan users match nobody in Salesforce; their cards go to the default, {username}.",
    ),
    "own_because_package_absent": (
        "Sansan のパッケージがないため、専用のオブジェクト（{object}）に転送します。",
        "Sansan's package is not there, so the cards go to an object of our own ({object}).",
    ),
    "own_because_key_not_external": (
        "パッケージの名刺ID項目が外部 ID ではなく、重複なく書き込めないため、専用のオブジェクト（{object}）に転送します。",
        "The package's card ID is no external ID, so cards could be doubled there; they go to an object of our own "
        "({object}).",
    ),
    "own_makes": (
        "Salesforce に次のものを作成します。これ以外は変更しません。",
        "This is made in Salesforce, and nothing else there is changed:",
    ),
    "own_queued": (
        "Salesforce で組織のほかのリリースが終わるのを待っています（[設定] > [リリース状況]）。",
        "Salesforce is busy with other deployments of the organisation (Setup > Deployment Status); this one waits.",
    ),
    "own_gone": (
        "組織で削除されているため、作成していないもの: {names}。必要な場合は、ウィザードの「権限セット」のページで"
        "作成できます。",
        "Somebody took these away in Salesforce, so they were not made again: {names}. The wizard's permission-set page "
        "makes them again if you want.",
    ),
    "own_completed": (
        "専用のオブジェクト（{object}）に不足していたものを作成しました。",
        "What the object of our own ({object}) lacked was made.",
    ),
    "help_unattended": (
        "外部クライアントアプリケーションのインテグレーションユーザーとして認証する（設定ファイルの [unattended]）",
        "sign in as the app's integration user (the set-up file's [unattended])",
    ),
    "access_given": (
        "名刺を閲覧できなかった {count:,} 人の転送先ユーザーに、閲覧用の権限セットを割り当てました。",
        "{count:,} recipients could not see the cards; they were given the reader's permission set.",
    ),
    "without_access": (
        "次の {count:,} 人の転送先ユーザーは、自分の名刺を閲覧できません。名刺を閲覧できる権限セットを割り当ててください: {names}",
        "{count:,} recipients cannot see the cards they will own. Assign them a permission set that lets them read "
        "the cards: {names}",
    ),
    "exported": (
        "設定を {file} に書き出しました。API Key と認証情報は含まれません。別の組織では profile、environment、consumer_key を"
        "変更してから `setup` を実行してください。",
        "The set-up was written to {file}, without its key and sign-in. For another organisation change profile, "
        "environment and consumer_key, then use `setup`.",
    ),
    "disconnected": (
        "「{profile}」の接続を解除しました。Salesforce の認証は取り消され、このコンピューターの API Key も削除されました。"
        "Sansan 側の API Key は、Sansan の管理者設定で削除してください。",
        "“{profile}” is disconnected: the sign-in was revoked in Salesforce, and the API key was deleted here. Delete "
        "the key in Sansan's administrator settings, too.",
    ),
    "disconnected_but": (
        "「{profile}」の接続を解除しましたが、キーリングが次の項目を削除しませんでした: {entries}。まだ残っています。キーリングの管理画面"
        "（Windows は資格情報マネージャー、Mac はキーチェーンアクセス、Linux は「パスワードと鍵」、KWallet マネージャー、KeePassXC など）で"
        "削除してから、もう一度実行してください。",
        "“{profile}” is disconnected, but the keyring did not delete these entries: {entries}. They are still there. Remove "
        "them in the keyring's own program (Credential Manager on Windows, Keychain Access on a Mac; Passwords and Keys, "
        "KWallet Manager or KeePassXC on Linux), then use this command again.",
    ),
    "keyring_waits": (
        "キーリングの応答を待っています。ロックの解除や確認、初回設定の画面が表示されていれば、そこで応答してください。",
        "Waiting for the keyring. If it shows a window of its own (to unlock, to allow, to be set up), answer there.",
    ),
    "input_method_silent": (
        "日本語入力（{method}）が応答しないため、このウィンドウでは日本語を入力できません。{method} を起動し、"
        "fcitx5 では IBus フロントエンドを有効にしてから、このプログラムを開き直してください。",
        "The input method {method} does not answer, so Japanese cannot be typed in this window. Start it (fcitx5 with its "
        "IBus frontend), then open this program again.",
    ),
    "disconnected_here_only": (
        "Salesforce に接続できず、認証を取り消せませんでした。Salesforce の"
        "[設定] > [接続アプリケーションの OAuth の利用状況] で「{profile}」のユーザーのアクセスを取り消してください。",
        "Salesforce could not be reached to revoke the sign-in. Revoke the access "
        "of the user of “{profile}” under Setup > Connected Apps OAuth Usage.",
    ),
    "progress": (
        "{read:,} 枚を確認、{done:,} 枚が完了、{failed:,} 枚が失敗",
        "{read:,} cards read, {done:,} done, {failed:,} failed",
    ),
    "completed": ("転送が完了しました。", "The transfer is complete."),
    "completed_with_errors": (
        "転送は完了しましたが、{failed:,} 枚が失敗しました。理由はレポートにあります。",
        "The transfer is complete, but {failed:,} cards failed. The report says why.",
    ),
    "undone_all": (
        "転送を取り消しました。次の転送では同じ名刺がもう一度転送されます。"
        "レコードをもとに Salesforce の自動処理（フローやトリガーなど）が作成、変更したものは元に戻せません。",
        "The run was taken back. The next transfer sends the same cards again. "
        "What Salesforce's own automation (flows, triggers) made of the records is out of reach.",
    ),
    "undone_open": (
        "Salesforce が拒否した {failed:,} 件は取り消せていません。理由はレポートにあります。"
        "同じコマンドをもう一度実行すると、この {failed:,} 件だけを取り消します。",
        "Salesforce refused to take back {failed:,} records. The report says why. "
        "The same command again tries exactly these.",
    ),
    "undone_left": (
        "転送を取り消しました。その後変更されたものなど {failed:,} 件はそのまま残しました。理由はレポートにあります。"
        "`--even-changed` を付けると、変更されたものも取り消します。"
        "レコードをもとに Salesforce の自動処理（フローやトリガーなど）が作成、変更したものは元に戻せません。",
        "The run was taken back, but for {failed:,} records, such as those changed since. The report says why. "
        "`--even-changed` takes back those changed, too. "
        "What Salesforce's own automation (flows, triggers) made of the records is out of reach.",
    ),
    "gone": (
        "転送済みの名刺のうち {gone} 枚は、削除、統合、または閲覧範囲の変更により Sansan で見えなくなっています。"
        "Salesforce のレコードはそのまま残しています。",
        "{gone} of the cards sent before are no longer visible in Sansan: deleted, merged, or outside the key's view. "
        "Their records in Salesforce were left.",
    ),
    "nothing_failed": (
        "前回失敗したままの名刺はありません。",
        "No card is left whose last try failed.",
    ),
    "previewed": (
        "試行しただけで、Salesforce には何も書き込んでいません。",
        "This was a dry run: nothing was written to Salesforce.",
    ),
    "ledger_put_aside": (
        "転送の記録が壊れていたため、別名で残し、新しく作り直します。それ以前の転送は取り消せません。",
        "The record of transfers was damaged. It is kept under another name, and made anew. "
        "Earlier runs can no longer be taken back.",
    ),
    "why_failed": ("失敗した理由:", "Why cards failed:"),
    "remarks": ("そのほかの注意:", "Also of note:"),
    "check_cards": (
        "照合: Sansan でこの API Key が読み取れる名刺は {cards:,} 枚です。",
        "Check: Sansan shows {cards:,} cards to this key.",
    ),
    "check_records": (
        "Salesforce のレコードは {records:,} 件で、うち {matched:,} 件がその名刺のものです。",
        "Salesforce holds {records:,} records; {matched:,} of them belong to those cards.",
    ),
    "check_changed": (
        "Salesforce での変更: 削除 {deleted:,} 件（必要なら作成し直し）、項目の変更 {edited:,} 件、所有者の変更 {moved:,} 件"
        "（変更はそのままにしました）。",
        "Changed by somebody in Salesforce: {deleted:,} records deleted (made again where that succeeded), {edited:,} with "
        "other values, {moved:,} with another owner (both left as they are).",
    ),
    "check_file": ("レコードの一覧: {file}", "These records are named in {file}"),
    "by_owner": ("転送先ごとの枚数:", "By recipient:"),
    "more_owners": ("  ほか {more:,} 人。すべてレポートにあります。", "  and {more:,} more. The report has all."),
    "sample": (
        "  例（{outcome}）: 名刺 {card_id}、転送先 {recipient}",
        "  Sample ({outcome}): card {card_id} for {recipient}",
    ),
    "sample_moves": (
        "  例（{outcome}）: 名刺 {card_id}、所有者を {recipient} に変更",
        "  Sample ({outcome}): card {card_id}, its owner becomes {recipient}",
    ),
    "running": ("転送中です。", "A transfer is running."),
    "owners_met": (
        "新しい Sansan ユーザーが {met} 人いました。うち {default} 人は一致するユーザーがなく、"
        "既定の {username} に転送します。",
        "{met} Sansan users were met for the first time; {default} of them match nobody, "
        "and their cards go to the default, {username}.",
    ),
    "nothing_yet": (
        "まだ転送していません。`sync` で転送します。",
        "Nothing was transferred yet. `sync` does it.",
    ),
    # The demo
    "demo_services": (
        "デモ用の代役サービスを起動しました。実際の Sansan と Salesforce には触れません。",
        "The stand-in services of the demo are running. Nothing real is touched.",
    ),
    "demo_no_window": (
        "画面がないため、ウィンドウなしで同じことを行います: 設定、転送、レポート。",
        "There is no display, so the same is done without a window: set-up, transfer, report.",
    ),
    "unexpected": (
        "予期しない問題が起きました。記録: {file}",
        "Something unexpected happened. It was noted in {file}.",
    ),
    "start_broken": (
        "プログラムの一部を読み込めません（{part}）。もう一度インストールしてください。",
        "A part of the program cannot be loaded ({part}). Install the program again.",
    ),
    "start_fault": (
        "予期しない問題が起きたため、プログラムを起動できませんでした。",
        "The program could not start: something unexpected happened.",
    ),
    "start_ended": (
        "ウィンドウを開く前にプログラムが終了しました。画面やグラフィックスドライバーの問題が考えられます。",
        "The program ended before its window was open. The cause may be the screen or the graphics driver.",
    ),
    "start_log": ("ログ: {file}", "Log: {file}"),
    # Names of figures
    "cards_read": ("名刺", "cards"),
    "created": ("作成", "created"),
    "updated": ("更新", "updated"),
    "unchanged": ("変更なし", "unchanged"),
    "failed": ("失敗", "failed"),
    "skipped": ("対象外", "skipped"),
    "altered": ("値を短縮または省略", "values shortened or left out"),
    "deleted": ("削除", "deleted"),
    "restored": ("復元", "restored"),
    "left": ("残したもの", "left"),
    "dry_run": ("試行", "Dry run"),
    "profile": ("プロファイル", "Profile"),
    "environment": ("接続先環境", "Environment"),
    "organization": ("接続先組織名", "Organisation"),
    "user": ("認証アカウント", "Authenticated account"),
    "destination": ("転送先オブジェクト", "Destination"),
    "permission_set": ("権限セット", "Permission set"),
    "recipients": ("転送先", "Recipients"),
    "cards_sent": ("転送済みの名刺", "Cards sent"),
    "unmatched_users": ("一致しないユーザー", "Unmatched users"),
    "last_run": ("前回の転送", "Last run"),
    "not_deleted": ("キーリングに残った項目", "Kept by the keyring"),
    "revoked": ("認証の取り消し", "Sign-in revoked"),
    "run": ("転送番号", "Run"),
    "undo": ("取り消せる転送", "Can be taken back"),
    "until": ("期限", "until"),
    "state": ("状態", "State"),
    "seconds": ("秒", "Seconds"),
    "rows_file": ("レポート", "Report"),
    "message": ("メッセージ", "Message"),
    # Values
    "yes": ("はい", "yes"),
    "no": ("いいえ", "no"),
    # Why somebody is the recipient
    "username": ("ユーザー名が一致", "same username"),
    "suffix": ("ユーザー名が一致（Sandbox の接尾辞を除く）", "same username, without the sandbox's suffix"),
    "email": ("メールアドレスが一致", "same e-mail address"),
    "federation_id": ("統合 ID が一致", "same federation id"),
    "file": ("ファイルで指定", "from the file"),
    "manual": ("手動で変更", "changed by hand"),
    "default": ("既定の転送先", "default recipient"),
}
