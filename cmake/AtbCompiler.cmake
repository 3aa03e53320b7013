# Warnings, hardening and sanitizers, as one interface target that every room links.
add_library(atb_flags INTERFACE)
target_include_directories(atb_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(atb_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  -fno-omit-frame-pointer -fstack-protector-strong -fcf-protection -fstack-clash-protection)
target_compile_definitions(atb_flags INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  ATB_VERSION="${PROJECT_VERSION}")
target_link_options(atb_flags INTERFACE -Wl,-z,relro,-z,now,--as-needed)

if(ATB_SANITIZE)
  target_compile_options(atb_flags INTERFACE -fsanitize=${ATB_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(atb_flags INTERFACE -fsanitize=${ATB_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(atb_flags INTERFACE _FORTIFY_SOURCE=2)
endif()

# Template-heavy libraries make debug info the larger part of a build; line tables are enough.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1 -D_GLIBCXX_ASSERTIONS")

find_program(ATB_CCACHE ccache)
if(ATB_CCACHE)
  # Paths relative to the checkout: a fresh clone elsewhere finds the same objects.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
      ${ATB_CCACHE})
endif()
find_program(ATB_MOLD mold)
if(ATB_MOLD AND NOT ATB_BUILD_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()
