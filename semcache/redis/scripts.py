"""What must happen at once in Redis. Each script has one key, so that a cluster knows where it belongs."""

from __future__ import annotations

PUT = """
local there = redis.pcall('HMGET', KEYS[1], 'f', 's', 'u')
if ARGV[1] ~= '' and (tonumber(there[1] or '') or 0) > tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'f', ARGV[1] == '' and '0' or ARGV[1], unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {there[2] or '', there[3] or ''}
"""
"""Arguments: fence or "", milliseconds to live, names and values. 0 where something was put under a higher fence, else
the scope and author of what was there. What is no entry gives way to one."""

REMOVE = """
local there = redis.pcall('HMGET', KEYS[1], 's', 'u')
if redis.call('DEL', KEYS[1]) == 0 then return 0 end
return {there[1] or '', there[2] or ''}
"""
"""0, or the scope and author of what was there."""

DROP = """
local there = redis.pcall('HMGET', KEYS[1], 's', 'u', ARGV[2])
if not there[1] then return {1, ''} end
if there[1] ~= ARGV[1] then return {0, ''} end
if ARGV[3] == '' and there[3] ~= ARGV[4] then return {2, there[3]} end
if ARGV[3] ~= '' and (tonumber(there[3] or '') or 0) > tonumber(ARGV[3]) then return {2, there[3]} end
redis.call('DEL', KEYS[1])
return {1, there[2]}
"""
"""Deletes an entry if it is still of this scope, and its field no higher than, or just what, it was. Arguments: scope,
field, highest or "", value. 1 and the author, if that is known, where it is gone; 2 and the field where that has
changed; 0 where the entry is of another scope."""

SET_FIELD = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])"

ADD_EVENT = """
if redis.call('XLEN', KEYS[1]) ~= tonumber(ARGV[1]) - 1 then return 0 end
redis.call('XADD', KEYS[1], ARGV[1] .. '-0', unpack(ARGV, 2))
return 1
"""
"""Arguments: the number it is to have, names and values. 0 where that is not the next number."""

APPEND = "return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', unpack(ARGV, 2))"

REPLACE = """
local there = redis.call('GET', KEYS[1])
if (there or '') == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) return ARGV[2] end
return there
"""
"""Sets a value that is still as it was, "" for none; returns what it is then."""

DELETE_FIELD_IF = """
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then return redis.call('HDEL', KEYS[1], ARGV[1]) end
return 0
"""

DELETE_IF = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""

PROLONG = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""

TAKE = """
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) or redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
return 0
"""
"""It may be sent once more, where a connection ended before the reply."""

COUNT = "return redis.call('INCR', KEYS[1])"
