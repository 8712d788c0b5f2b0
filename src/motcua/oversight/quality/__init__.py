"""How well the authority serves: the time that filing takes, what is filed from afar.

Words: a filing is a draft that was handed in; its moments are the raw record. Every figure is computed from raw
records when it is asked for, so that whoever holds the same records finds the same figure.
"""
