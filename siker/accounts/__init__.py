"""Officers, technicians and admins: who may sign in and what each may do."""
