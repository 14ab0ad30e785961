"""Portal accounts of job seekers, bound to their AK/I."""
