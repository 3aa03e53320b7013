#include "history/hdf5_handle.h"

namespace atb::history {

Hdf5Handle candle_file_access() {
  constexpr hsize_t kPage = 4'096;
  Hdf5Handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose};
  if (!access || H5Pset_alignment(access.id(), 1, kPage) < 0 ||
      H5Pset_file_locking(access.id(), 0, 1) < 0)
    return {H5I_INVALID_HID, H5Pclose};
  return access;
}

Hdf5Handle text_type() {
  Hdf5Handle type{H5Tcopy(H5T_C_S1), H5Tclose};
  if (!type || H5Tset_size(type.id(), H5T_VARIABLE) < 0 ||
      H5Tset_cset(type.id(), H5T_CSET_UTF8) < 0)
    return {H5I_INVALID_HID, H5Tclose};
  return type;
}

std::string hdf5_reason() {
  std::string reason;
  const auto take_first = [](unsigned depth, const H5E_error2_t* error, void* text) -> herr_t {
    if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(text) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_first, &reason);
  return reason.empty() ? "unknown HDF5 failure" : reason;
}

}  // namespace atb::history
