"""Commands for verdicts and the reasons behind them."""
