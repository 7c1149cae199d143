"""From the readings of all papers to pieces of the dataset, council by council; nothing is made twice."""
