"""Applications, invitations, placements and referrals."""
