"""The words of answers: phrases, headlines, sentences for steps, absences, questions and changes."""
