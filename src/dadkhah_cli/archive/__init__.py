"""One file that holds a whole home: the sealed vault as it is, and the records sealed to its key.

`dadkhah backup` writes it and `dadkhah restore` reads it. It is a tar file; `tar` and `age` alone
open it too. docs/guide/administrator.md says what is in it and what is not.
"""

FORMAT = "dadkhah-backup/1"
DESCRIPTION = "backup.json"
DATABASE = "database.age"
SETTINGS = "dadkhah.toml.age"
VAULT = "vault"
