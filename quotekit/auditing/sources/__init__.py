"""What is known of a source, and as what it is counted: the divisions, the groups of roles, the genders the user gives.

In: kind, name, roles and gender of somebody who is quoted. Out: a value for each division. A division is added in
`divisions`, a word for a role in the table `role_groups`.
"""
