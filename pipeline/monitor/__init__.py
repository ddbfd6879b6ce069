"""What people and programs that watch over runs are told: a log, metrics, and how things stand."""
