"""The public list of what was wrong: corrections that moderators wrote, and versions of pages that admit a mistake."""
