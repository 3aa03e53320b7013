# atb_program(<name> <library>...): the sources of the current folder as one executable.
function(atb_program name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/apps)
  target_link_libraries(${name} PRIVATE atb_app ${ARGN})
endfunction()
