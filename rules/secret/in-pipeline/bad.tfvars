region                  = "us-east-1"
db_password             = "Huascaran6768" # pe-audit: expect
pagoefectivo_secret_key = "P3nS6vLk2TqW8zBxJ4mHc0RyF7dZgA5eU1oK9iXb" # pe-audit: expect
