"""What belongs to no feature: the staff's landing page, the audit reader, generated documents. Owns no business rule."""
