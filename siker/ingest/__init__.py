"""Taking in the stations' facts: each judged alone, none refused, none lost, each counted once."""
