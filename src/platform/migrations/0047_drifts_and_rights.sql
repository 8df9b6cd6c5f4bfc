-- More is looked at than before of what a role may do: what was found of it then says too much. It is looked at anew as soon as somebody opens the page.
update external_tables set tried = null, tried_at = null;
