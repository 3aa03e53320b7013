#include "common/protect.h"

#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace atb::app {

void protect_process() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  unsetenv("SSLKEYLOGFILE");
}

}  // namespace atb::app
