"""What a question is: its Ask, its answer, and all that follows from the description (`question.py`)."""
