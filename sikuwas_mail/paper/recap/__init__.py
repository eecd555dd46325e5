"""The monthly recap: one set of figures, told as letter, workbook and document."""
