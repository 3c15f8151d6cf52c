"""What belongs to no feature: the staff's landing page, the audit reader, generated documents.

It owns no business rule.
"""
