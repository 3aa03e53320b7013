#pragma once

namespace atb::app {

/// Called first by every program: no core dump, not readable by other processes of the user, and
/// the variable removed that would make a library write down TLS keys.
void protect_process();

/// Called before a secret is read: memory is overwritten when it is freed. For the copies that
/// libraries make; ours are wiped by their type (`core::SecretString`).
void overwrite_freed_memory();

}  // namespace atb::app
