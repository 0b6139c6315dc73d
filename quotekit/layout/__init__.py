"""What the layout of a text tells of who speaks, where no verb says so.

In: the `View` and the names of an article. Out: drafts of quotes (turns of interviews and transcripts, block quotes,
posts, letters, names printed beside what was said) and the names that labels are; the drafts of `attribution` give way
where both are of one place. A form more is a module here and a line in `read.py`.
"""
