"""What happens to typed text when programs, terminals and files fail: the harness and its tests."""
