"""Codes that stand in the answers of the command line: kinds of environment, states of a run."""

TABLE: dict[str, tuple[str, str]] = {
    "production": ("本番環境", "Production"),
    "sandbox": ("Sandbox 環境", "Sandbox"),
    "custom": ("私のドメイン", "Own domain"),
    "completed": ("完了", "complete"),
    "completed_with_errors": ("完了（失敗あり）", "complete, some cards failed"),
    "paused": ("中断（続きから再開できます）", "stopped, can be continued"),
    "failed": ("失敗", "failed"),
    "running": ("転送中", "running"),
}
