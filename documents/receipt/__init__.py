"""Documents as ESC/POS bytes: people's words as plain ASCII text, the form's frame as pictures."""
