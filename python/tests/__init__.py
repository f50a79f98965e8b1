import logging

logging.getLogger("openclaw_lightning").addHandler(logging.NullHandler())  # tests are away from bridges on purpose
