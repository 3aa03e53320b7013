#pragma once

#include <string>
#include <utility>

#include <hdf5.h>

/// HDF5's C API with owners. The library as Debian builds it is not thread-safe: one thread at a
/// time in this room.
namespace atb::history {

/// Owns an HDF5 identifier. Negative: the call that made it failed.
class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Hdf5Handle(hid_t id, Close closer) noexcept : id_{id}, close_{closer} {}
  Hdf5Handle(Hdf5Handle&& other) noexcept
      : id_{std::exchange(other.id_, H5I_INVALID_HID)}, close_{other.close_} {}
  Hdf5Handle(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(Hdf5Handle&&) = delete;
  ~Hdf5Handle() { (void)close(); }

  [[nodiscard]] hid_t id() const noexcept { return id_; }
  [[nodiscard]] explicit operator bool() const noexcept { return id_ >= 0; }
  /// Closes now; false when what was buffered could not be written.
  [[nodiscard]] bool close() noexcept {
    const hid_t id = std::exchange(id_, H5I_INVALID_HID);
    return id < 0 || close_(id) >= 0;
  }

 private:
  hid_t id_;
  Close close_;
};

/// While it lives HDF5 does not print its errors on stderr. Comes before every other call.
class Hdf5Silence {
 public:
  Hdf5Silence() noexcept {
    // A file that could not be written to a full disk cannot be closed either, and at exit HDF5
    // would try a hundred times and complain. All else is closed by its owner.
    [[maybe_unused]] static const herr_t no_exit_work = H5dont_atexit();
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Hdf5Silence() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }
  Hdf5Silence(const Hdf5Silence&) = delete;
  Hdf5Silence& operator=(const Hdf5Silence&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// How candle files are opened: page-aligned datasets, and no file lock: files are replaced whole,
/// so that a reader needs none, and some network file systems have none.
[[nodiscard]] Hdf5Handle candle_file_access();

/// Text of variable length in UTF-8.
[[nodiscard]] Hdf5Handle text_type();

/// The innermost reason of the last HDF5 failure of this thread.
[[nodiscard]] std::string hdf5_reason();

}  // namespace atb::history
