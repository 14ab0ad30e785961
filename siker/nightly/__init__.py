"""What has to happen by itself every night and every hour, done by the worker that sends letters."""
