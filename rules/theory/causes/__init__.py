"""What a defection came from: limits at home, politics at home, events abroad."""
