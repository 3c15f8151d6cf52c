not ÿ utf-8
