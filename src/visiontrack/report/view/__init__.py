"""What a report shows, as frozen records: the one thing that templates, and writers of other formats, are given.

``report.Report`` is the whole; its parts stand in the modules beside it. A report is built for one audience and
holds nothing that this audience may not see: the public's has no self-evaluation, and only the team's ``internal``.
"""
