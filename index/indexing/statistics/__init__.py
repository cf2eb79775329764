"""What every engine keeps of a generation beside its entries: figures, labels and words.

The result does not depend on the order in which entries are added and removed, so that an amended
generation says the same as a new one. First: `index_statistics.IndexStatistics`.
"""
