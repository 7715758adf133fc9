"""Words and sentences on what git knows."""

TABLE: dict[str, str] = {
    "history.error.no_git": "git was not found. Install git, or check the PATH.",
    "history.error.no_repository": "This is no git repository: {root}",
    "history.error.owner": "Someone else owns the repository, and git will not open it: {root} (git config --global --add safe.directory allows it)",
    "history.error.revision": "There is no such commit: {revision}",
    "history.error.shallow": "This clone is shallow and lacks the commit: {revision} (git fetch --unshallow gets it)",
    "history.error.git": "git failed: {reason}",
    "history.error.no_vision": "This commit has no data/vision.yaml: {revision}",
    "history.error.unsound": "data/vision.yaml has errors, so nothing can be compared: {revision}",
    "history.conflict": "{path}: both sides gave something another value. Mend what stands between '<<<<<<<' and '>>>>>>>', then git add.",
}
