#pragma once

namespace atb::app {

/// Called first by every program: no core dump, not readable by other processes of the user, and
/// the variable removed that would make a library write down TLS keys.
void protect_process();

/// Called before a secret is read: from then on `delete` zeroes memory before it is given back, for
/// the copies that libraries make in C++; ours are wiped by their type (`core::SecretString`). What
/// C code frees is filled only where the block is large (M_PERTURB): a program that hands secrets
/// to a C library gives that library freeing functions that wipe, as net does for libcurl.
void overwrite_freed_memory();

/// Called after the work is done: zeroes what functions that have returned left on the stack (saved
/// registers, short strings). Does nothing unless `overwrite_freed_memory` was called.
void overwrite_used_stack();

}  // namespace atb::app
