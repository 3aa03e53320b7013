#include "common/protect.h"

#include <cstdlib>

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace atb::app {

void protect_process() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  unsetenv("SSLKEYLOGFILE");
}

void overwrite_freed_memory() {
  constexpr int kFill = 0x5A;
  mallopt(M_PERTURB, kFill);
}

}  // namespace atb::app
