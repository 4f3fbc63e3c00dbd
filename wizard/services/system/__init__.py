"""What each operating system tells and does: decisions are pure functions, the calls behind them thin."""
