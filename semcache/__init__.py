"""semcache."""
