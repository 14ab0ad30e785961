"""The machines in the field: enrolment, approval, revocation, health, and calls for help."""
